// Turns tracing on; what it recorded comes out as lines of text.
import { getTracer } from "../../../runtime/index.js";
import type { Span } from "../../../runtime/model/span.js";

/** Records the spans of one run. */
export interface SpanRecorder {
  /** How many traces began so far. */
  roots(): number;
  /** Turns tracing off again. */
  stop(): Promise<{ readonly list: readonly string[]; readonly open: readonly string[] }>;
}

/** Begins to record. */
export function recordSpans(): SpanRecorder {
  const started: Span[] = [];
  const ends = new Map<Span, number>();
  getTracer().addProcessor({
    onStart: (span) => void started.push(span),
    onEnd: (span) => void ends.set(span as Span, (ends.get(span as Span) ?? 0) + 1),
    forceFlush: async () => {},
    shutdown: async () => {},
  });
  return {
    // When a wait fails inside `for…of`, the iterator is closed before any generated code can bring the context back.
    roots: () => started.filter(({ parentId, name }) => parentId === undefined && name !== "return").length,
    async stop() {
      await getTracer().shutdown();
      const numbers = new Map(started.map((span, number) => [span.spanId, number]));
      const list = started.map((span) => describe(span, ends.get(span) ?? 0, numbers));
      return { list, open: started.filter((span) => !ends.has(span)).map(({ name }) => name) };
    },
  };
}

function describe(span: Span, ends: number, numbers: ReadonlyMap<string, number>): string {
  const parent = span.parentId === undefined ? "root" : (numbers.get(span.parentId) ?? "unknown");
  const events = span.events.map(({ attributes }) => ` !${attributes?.["exception.type"]}`).join("");
  const { "code.line.number": line, "uno.generator.items": items } = span.attributes;
  const result = Object.entries(span.attributes).filter(([key]) => !/^(code|uno)\./.test(key));
  const extra = [
    ...(items === undefined ? [] : [`items ${items}`]),
    ...(result.length > 0 ? [JSON.stringify(result)] : []),
  ];
  return `${span.name} in ${parent}, line ${line}, status ${span.status.code}${events}, ended ${ends} times ${extra.join(" ")}`;
}
