// The id of a trace in; the trace as a waterfall, as flames or as a call tree, with the details of a span, out.
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { TraceColumns } from "../../model/columns.js";
import { Fault } from "../elements/notice.js";
import type { Refused } from "../ground/ask.js";
import { place, type ScreenProps, setParameters } from "../ground/router.js";
import { CallGrid } from "./call-grid.js";
import { Details } from "./details.js";
import { FlameView } from "./flame-view.js";
import { Minimap } from "./minimap.js";
import "./details.css";
import "./trace.css";
import "./waterfall.css";
import { Summary } from "./summary.js";
import { Toolbar } from "./toolbar.js";
import { apiSource, refusedOf, type TraceSource } from "./trace-source.js";
import { TraceState, type View } from "./trace-state.js";
import { Waterfall } from "./waterfall.js";

/** One trace of the viewer. */
export function TraceScreen({ groups: [traceId = ""] }: ScreenProps): JSX.Element {
  const source = useMemo(() => apiSource(traceId.toLowerCase()), [traceId]);
  return <TraceOf source={source} />;
}

/** One trace, wherever it comes from. */
export function TraceOf({ source }: { readonly source: TraceSource }): JSX.Element {
  const [loaded, setLoaded] = useState<TraceColumns | Refused>();
  useEffect(() => {
    source.columns().then(setLoaded, (cause) => setLoaded(refusedOf(cause)));
  }, [source]);
  if (loaded === undefined) return <div class="screen" aria-busy="true" />;
  if (loaded instanceof Error)
    return (
      <div class="screen">
        <h1>No trace</h1>
        <Fault fault={loaded} />
      </div>
    );
  return <Loaded source={source} columns={loaded} />;
}

function Loaded({
  source,
  columns,
}: {
  readonly source: TraceSource;
  readonly columns: TraceColumns;
}): JSX.Element {
  const state = useMemo(() => stateFromAddress(new TraceState(source, columns)), [source, columns]);
  const root = state.tree.order[0] as number;
  useEffect(() => {
    document.title = `${state.nameOf(root)} · uno-trace`;
  }, [state, root]);
  useAddress(state);
  const { value: view } = state.view;
  return (
    <div class={state.areDetailsOpen.value ? "trace with-details" : "trace"}>
      <div class="trace-main">
        <Summary state={state} />
        <Toolbar state={state} />
        {view === "waterfall" && <Minimap state={state} />}
        {view === "waterfall" && <Waterfall state={state} />}
        {view === "flames" && <FlameView state={state} />}
        {view === "calls" && <CallGrid state={state} />}
      </div>
      <Details state={state} />
    </div>
  );
}

const VIEWS: readonly string[] = ["waterfall", "flames", "calls"] satisfies View[];

/** `span` of the address is selected, `view` is shown. */
function stateFromAddress(state: TraceState): TraceState {
  const { searchParams } = place.peek();
  const span = state.tree.columns.spanIds.indexOf((searchParams.get("span") ?? "").toLowerCase());
  if (span !== -1) {
    state.reveal(span);
    state.areDetailsOpen.value = true;
  }
  const view = searchParams.get("view") ?? "";
  if (VIEWS.includes(view)) state.view.value = view as View;
  return state;
}

/** What is seen stands in the address, so that it can be sent to others; and a link within the trace leads on. */
function useAddress(state: TraceState): void {
  const { value: selected } = state.selected;
  const { value: view } = state.view;
  const asked = place.value.searchParams.get("span") ?? undefined;
  // What was written here comes back later, when the reader may have gone on.
  const written = useRef(asked);
  useEffect(() => {
    const span = selected !== undefined && selected >= 0 ? state.tree.columns.spanIds[selected] : undefined;
    written.current = span;
    if (state.source.hasAddress) setParameters({ span, view: view === "waterfall" ? undefined : view });
  }, [state, selected, view]);
  useEffect(() => {
    const span = asked === undefined ? -1 : state.tree.columns.spanIds.indexOf(asked);
    const isStale = asked !== (place.peek().searchParams.get("span") ?? undefined);
    if (span !== -1 && asked !== written.current && !isStale) state.reveal(span);
  }, [state, asked]);
}
