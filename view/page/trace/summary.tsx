// A trace in; its name, when it was, how long it took, and who took part, out.
import type { JSX } from "preact";
import { formatDuration } from "../../format/duration.js";
import { isoOf } from "../../format/json.js";
import { ServiceMark } from "../elements/service-mark.js";
import { clockTime, counted } from "../ground/units.js";
import type { TraceState } from "./trace-state.js";

/** The services of a trace that are named; more are counted. */
const MAX_SERVICES = 8;

/** What stands above a trace. */
export function Summary({ state }: { readonly state: TraceState }): JSX.Element {
  const { tree, services, errors, source } = state;
  const start = isoOf(BigInt(tree.columns.startNs));
  const named = [...services].slice(0, MAX_SERVICES);
  return (
    <div class="summary">
      <h1 class="cut" title={state.nameOf(tree.order[0] as number)}>
        {state.nameOf(tree.order[0] as number)}
      </h1>
      <p class="facts">
        <span title={start}>{clockTime(start)}</span>
        <strong>{formatDuration(tree.extent)}</strong>
        <span>{counted(tree.size, "span")}</span>
        {errors > 0 && <span class="bad">{counted(errors, "error")}</span>}
        {named.map(([service, colour]) => (
          <ServiceMark key={service} service={service} colour={colour} />
        ))}
        {services.size > named.length && <span>and {counted(services.size - named.length, "service")}</span>}
        <span class="soft mono trace-id">{source.traceId}</span>
      </p>
    </div>
  );
}
