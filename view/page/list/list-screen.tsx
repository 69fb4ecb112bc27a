// The query of the address bar in; the newest traces that match out.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Fault, Notice } from "../elements/notice.js";
import { ServiceMark } from "../elements/service-mark.js";
import { useAnswer } from "../ground/answer.js";
import { place } from "../ground/router.js";
import { serviceColours } from "../ground/service-colours.js";
import { clockTime, count, milliseconds } from "../ground/units.js";

interface Trace {
  readonly traceId: string;
  readonly name: string;
  readonly service: string;
  readonly services: readonly string[];
  readonly start: string;
  readonly durationMs: number;
  readonly spans: number;
  readonly errors: number;
}

/** The list of traces. */
export function ListScreen(): JSX.Element {
  const query = place.value.searchParams.get("query") ?? "";
  const { value, fault } = useAnswer<{ traces: readonly Trace[] }>("traces", { query, limit: 100 }).value;
  useEffect(() => {
    document.title = "Traces · uno-trace";
  }, []);
  return (
    <div class="screen">
      <h1>Traces</h1>
      {fault && <Fault fault={fault} />}
      {!fault && value && <Traces traces={value.traces} query={query} />}
    </div>
  );
}

function Traces({
  traces,
  query,
}: {
  readonly traces: readonly Trace[];
  readonly query: string;
}): JSX.Element {
  if (traces.length === 0) return query === "" ? <NothingYet /> : <Notice>No span matches.</Notice>;
  const colours = serviceColours(traces.flatMap(({ services }) => services));
  return (
    <table class="rows">
      <thead>
        <tr>
          <th>Started</th>
          <th>Service</th>
          <th>Name</th>
          <th class="number">Duration</th>
          <th class="number">Spans</th>
          <th class="number">Errors</th>
        </tr>
      </thead>
      <tbody>
        {traces.map((trace) => (
          <TraceRow key={trace.traceId} trace={trace} colours={colours} />
        ))}
      </tbody>
    </table>
  );
}

function TraceRow({
  trace,
  colours,
}: {
  readonly trace: Trace;
  readonly colours: ReadonlyMap<string, number>;
}): JSX.Element {
  const { traceId, name, service, start, durationMs, spans, errors } = trace;
  return (
    <tr>
      <td title={start}>{clockTime(start)}</td>
      <td>
        <ServiceMark service={service} colour={colours.get(service) ?? 1} />
      </td>
      <td class="name">
        <a href={`/trace/${traceId}`}>{name || "(no name)"}</a>
      </td>
      <td class="number">{milliseconds(durationMs)}</td>
      <td class="number">{count(spans)}</td>
      <td class={errors > 0 ? "number bad" : "number"}>{count(errors)}</td>
    </tr>
  );
}

function NothingYet(): JSX.Element {
  return (
    <Notice>
      <p>Nothing has arrived yet. Send spans here by OTLP over HTTP:</p>
      <pre>OTEL_TRACES_EXPORTER=otlp OTEL_EXPORTER_OTLP_ENDPOINT={location.origin} node app.js</pre>
    </Notice>
  );
}
