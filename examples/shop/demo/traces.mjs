// Spans as the services sent them: grouped by trace, and reduced to what both builds must have in common.
import { SpanKind } from "uno-trace/runtime";

/** The spans of each trace; the traces and their spans are in the order in which they began. */
export function byTrace(spans) {
  const traces = new Map();
  for (const span of spans.map(revive).sort(compareStarts)) {
    const { traceId } = span.context;
    traces.set(traceId, [...(traces.get(traceId) ?? []), span]);
  }
  return [...traces.values()];
}

const compareStarts = ({ startTime: [a, nanosA] }, { startTime: [b, nanosB] }) => a - b || nanosA - nanosB;

// Messages between processes carry data only: the one method that exporters call is put back.
const revive = (span) => ({ ...span, spanContext: () => span.context });

/** What a span has from `args`, `result` and `attr`, as text; what every span or every server span has is left out. */
export function captured({ kind, attributes }) {
  if (kind === SpanKind.SERVER) return "";
  const own = Object.entries(attributes).filter(([name]) => !/^(code|uno)\./.test(name));
  return own.map(([name, value]) => `${name}=${value}`).join(" ");
}

/** One line for each span: the services and names from the root down to it, kind, status, captured values. */
export function outline(traces) {
  return traces.flatMap(({ spans }, index) => {
    const byId = new Map(spans.map((span) => [span.context.spanId, span]));
    const pathOf = (span) => {
      const parent = byId.get(span.parentSpanContext?.spanId);
      const own = `[${span.resource.attributes["service.name"]}] ${span.name}`;
      return parent ? `${pathOf(parent)} > ${own}` : own;
    };
    const describe = (span) =>
      `${pathOf(span)}, kind ${span.kind}, status ${span.status.code}, ${captured(span)}`;
    return spans.map((span) => `request ${index + 1}: ${describe(span)}`).sort();
  });
}
