// A span exporter is three methods: this one sends finished spans to the parent process.
import type { ExportResult, ReadableSpan, SpanExporter } from "uno-trace/runtime";

export class IpcSpanExporter implements SpanExporter {
  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    const message = { spans: spans.map(toPlain) };
    process.send?.(message, (error: Error | null) => done(error ? { code: 1, error } : { code: 0 }));
  }

  async forceFlush(): Promise<void> {} // nothing is kept back

  async shutdown(): Promise<void> {}
}

function toPlain(span: ReadableSpan) {
  const { name, kind, parentSpanContext, startTime, endTime, duration, status } = span;
  const { attributes, events, links, resource, instrumentationScope } = span;
  const context = span.spanContext();
  return {
    ...{ name, kind, context, parentSpanContext, startTime, endTime, duration, ended: true, status },
    ...{ attributes, events, links, resource: { attributes: resource.attributes }, instrumentationScope },
  };
}
