// Traces in; a table of them, from which one is opened and two are picked to compare, out.
import type { JSX } from "preact";
import type { Plain } from "../../format/json.js";
import type { TraceSummary } from "../../store/store.js";
import { ServiceMark } from "../elements/service-mark.js";
import { serviceColours } from "../ground/service-colours.js";
import { clockTime, count, milliseconds } from "../ground/units.js";

/** A trace of the API. */
export type Trace = Plain<TraceSummary>;

/** What a table shows. */
export interface TraceTableProps {
  readonly traces: readonly Trace[];
  readonly picked: readonly string[];
  readonly onPick: (traceId: string) => void;
}

/** The table. */
export function TraceTable({ traces, picked, onPick }: TraceTableProps): JSX.Element {
  const colours = serviceColours(traces.flatMap(({ services }) => services));
  const shareOf = onLogScale(traces.map(({ durationMs }) => durationMs));
  return (
    <table class="rows traces">
      <thead>
        <tr>
          <th>
            <span class="unseen">Compare</span>
          </th>
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
          <TraceRow
            key={trace.traceId}
            trace={trace}
            colours={colours}
            share={shareOf(trace.durationMs)}
            isPicked={picked.includes(trace.traceId)}
            onPick={() => onPick(trace.traceId)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** On the scale of the histogram: powers of ten. */
function onLogScale(durations: readonly number[]): (duration: number) => number {
  const [least, most] = [Math.min(...durations), Math.max(...durations)].map(logOf) as [number, number];
  return (duration) => (most === least ? 1 : (logOf(duration) - least) / (most - least));
}

/** A span may take no time at all. */
function logOf(duration: number): number {
  return Math.log10(Math.max(duration, 1e-6));
}

interface TraceRowProps {
  readonly trace: Trace;
  readonly colours: ReadonlyMap<string, number>;
  /** From 0, the shortest, to 1, the longest. */
  readonly share: number;
  readonly isPicked: boolean;
  readonly onPick: () => void;
}

function TraceRow({ trace, colours, share, isPicked, onPick }: TraceRowProps): JSX.Element {
  const { traceId, name, service, services, start, durationMs, spans, errors } = trace;
  const others = services.filter((each) => each !== service);
  return (
    <tr>
      <td class="pick">
        <input
          type="checkbox"
          checked={isPicked}
          onChange={onPick}
          aria-label={`Compare ${name || "(no name)"}, ${clockTime(start)}`}
        />
      </td>
      <td class="time soft" title={start}>
        {clockTime(start)}
      </td>
      <td class="service">
        <ServiceMark service={service} colour={colours.get(service) ?? 1} />
        {others.length > 0 && (
          <span class="soft" title={others.join(", ")}>
            {` +${others.length}`}
          </span>
        )}
      </td>
      <td class="name">
        <a href={`/trace/${traceId}`}>{name || "(no name)"}</a>
      </td>
      <td class="number duration">
        {milliseconds(durationMs)}
        <svg viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
          <rect width={Math.max(2, share * 100)} height={3} />
        </svg>
      </td>
      <td class="number spans">{count(spans)}</td>
      <td class={errors > 0 ? "number bad" : "number soft"}>{count(errors)}</td>
    </tr>
  );
}
