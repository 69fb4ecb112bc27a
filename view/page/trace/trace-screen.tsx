// The id of a trace in; its spans as a tree with their times out.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Fault, Notice } from "../elements/notice.js";
import { ServiceMark } from "../elements/service-mark.js";
import { useAnswer } from "../ground/answer.js";
import type { ScreenProps } from "../ground/router.js";
import { serviceColours } from "../ground/service-colours.js";
import { clockTime, counted, milliseconds } from "../ground/units.js";

interface Span {
  readonly spanId: string;
  readonly service: string;
  readonly name: string;
  readonly start: string;
  readonly durationMs: number;
  readonly selfMs: number;
  readonly depth: number;
  readonly status: number;
}

/** Rows that are shown. */
const MAX_ROWS = 2000;

/** One trace. */
export function TraceScreen({ groups: [traceId = ""] }: ScreenProps): JSX.Element {
  const { value, fault } = useAnswer<{ spans: readonly Span[] }>("trace", { id: traceId }).value;
  const name = value?.spans[0]?.name ?? "";
  useEffect(() => {
    document.title = `${name || "Trace"} · uno-trace`;
  }, [name]);
  return (
    <div class="screen">
      <h1>{name || traceId}</h1>
      {fault && <Fault fault={fault} />}
      {value && <Spans spans={value.spans} />}
    </div>
  );
}

function Spans({ spans }: { readonly spans: readonly Span[] }): JSX.Element {
  const colours = serviceColours(spans.map(({ service }) => service));
  return (
    <>
      <p class="soft">
        {clockTime(spans[0]?.start ?? "")} · {counted(spans.length, "span")}
      </p>
      <table class="rows">
        <thead>
          <tr>
            <th>Span</th>
            <th>Service</th>
            <th class="number">Duration</th>
            <th class="number">Self</th>
          </tr>
        </thead>
        <tbody>
          {spans.slice(0, MAX_ROWS).map((span) => (
            <tr key={span.spanId}>
              <td class={span.status === 2 ? "name bad" : "name"}>
                {"│ ".repeat(Math.min(span.depth, 40))}
                {span.name || "(no name)"}
              </td>
              <td>
                <ServiceMark service={span.service} colour={colours.get(span.service) ?? 1} />
              </td>
              <td class="number">{milliseconds(span.durationMs)}</td>
              <td class="number">{milliseconds(span.selfMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {spans.length > MAX_ROWS && <Notice>{counted(spans.length - MAX_ROWS, "span")} more.</Notice>}
    </>
  );
}
