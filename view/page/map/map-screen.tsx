// The query of the address bar in; which service calls which, as a picture and as a table, out.
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ServiceNode } from "../../store/map.js";
import { Fault, Notice } from "../elements/notice.js";
import { ServiceMark } from "../elements/service-mark.js";
import { Wide } from "../elements/wide.js";
import { useAnswer } from "../ground/answer.js";
import { useLive } from "../ground/live.js";
import { pathWith } from "../ground/path.js";
import { place } from "../ground/router.js";
import { serviceColours } from "../ground/service-colours.js";
import { count, counted, milliseconds, rate } from "../ground/units.js";
import { withFilter } from "../query/filter.js";
import { pictureOf, type ServiceCall } from "./layout.js";
import { MapPicture } from "./picture.js";
import "./map.css";

interface ServiceMap {
  readonly services: readonly ServiceNode[];
  readonly calls: readonly ServiceCall[];
  readonly isCut: boolean;
}

/** A window this narrow gets a picture from top to bottom. */
const NARROW = matchMedia("(max-width: 700px)");

/** The map. */
export function MapScreen(): JSX.Element {
  const query = place.value.searchParams.get("query") ?? "";
  const round = useLive(5000).value;
  const { value, fault } = useAnswer<ServiceMap>("map", { query, limit: 200 }, round).value;
  const isTall = useNarrow();
  useEffect(() => {
    document.title = "Services · uno-trace";
  }, []);
  return (
    <div class="screen">
      <h1>Services</h1>
      {fault && <Fault fault={fault} />}
      {!fault && value?.services.length === 0 && <Notice>No span matches.</Notice>}
      {!fault && value && value.services.length > 0 && <Shown map={value} query={query} isTall={isTall} />}
    </div>
  );
}

function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(NARROW.matches);
  useEffect(() => {
    const change = () => setNarrow(NARROW.matches);
    NARROW.addEventListener("change", change);
    return () => NARROW.removeEventListener("change", change);
  }, []);
  return isNarrow;
}

interface ShownProps {
  readonly map: ServiceMap;
  readonly query: string;
  readonly isTall: boolean;
}

function Shown({ map: { services, calls, isCut }, query, isTall }: ShownProps): JSX.Element {
  const own = services.filter(({ kind }) => kind === "service").map(({ name }) => name);
  const colours = serviceColours(own);
  const picture = useMemo(() => pictureOf(services, calls, isTall), [services, calls, isTall]);
  return (
    <>
      <Wide label="Map">
        <MapPicture picture={picture} query={query} colours={colours} />
      </Wide>
      {calls.length === 0 ? (
        <Notice>No service calls another one.</Notice>
      ) : (
        <CallTable calls={calls} query={query} colours={colours} />
      )}
      {isCut && (
        <Notice>These are the {counted(calls.length, "kind")} of calls that are most frequent.</Notice>
      )}
    </>
  );
}

function CallTable({
  calls,
  query,
  colours,
}: {
  readonly calls: readonly ServiceCall[];
  readonly query: string;
  readonly colours: ReadonlyMap<string, number>;
}): JSX.Element {
  return (
    <Wide label="Calls">
      <table class="rows calls">
        <thead>
          <tr>
            <th>Caller</th>
            <th>Called</th>
            <th class="number">Calls</th>
            <th class="number">Rate</th>
            <th class="number">Errors</th>
            <th class="number">p50</th>
            <th class="number">p95</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={JSON.stringify([call.from, call.kind, call.to])}>
              <td>
                <ServiceMark service={call.from} colour={colours.get(call.from) ?? 1} />
              </td>
              <td>
                <Called call={call} query={query} colours={colours} />
              </td>
              <td class="number">{count(call.calls)}</td>
              <td class="number">{rate(call.perSecond)}</td>
              <td class={call.errors > 0 ? "number bad" : "number soft"}>{count(call.errors)}</td>
              <td class="number">{milliseconds(call.p50Ms)}</td>
              <td class="number">{milliseconds(call.p95Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Called({
  call: { to, kind },
  query,
  colours,
}: {
  readonly call: ServiceCall;
  readonly query: string;
  readonly colours: ReadonlyMap<string, number>;
}): JSX.Element {
  if (kind !== "service") return <span class="soft">{to}</span>;
  return (
    <a href={pathWith("/operations", { query: withFilter(query, { service: to }) })}>
      <ServiceMark service={to} colour={colours.get(to) ?? 1} />
    </a>
  );
}
