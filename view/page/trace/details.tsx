// The selected span in; all that is known of it out: times, attributes, events, links, stack and source.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatDuration } from "../../format/duration.js";
import { KINDS, STATUS } from "../../model/span.js";
import { Fault } from "../elements/notice.js";
import { ServiceMark } from "../elements/service-mark.js";
import type { Refused } from "../ground/ask.js";
import { clockTime } from "../ground/units.js";
import { AttributeTable, Events, Links } from "./details-parts.js";
import { Source } from "./source-lines.js";
import { refusedOf, type SpanDetails } from "./trace-source.js";
import type { TraceState } from "./trace-state.js";

/** The panel beside a trace; closed, it keeps no place. */
export function Details({ state }: { readonly state: TraceState }): JSX.Element | null {
  const { value: selected } = state.selected;
  const isOpen = state.areDetailsOpen.value && selected !== undefined && selected >= 0;
  if (!isOpen) return null;
  return <OpenDetails state={state} span={selected} />;
}

function OpenDetails({ state, span }: { readonly state: TraceState; readonly span: number }): JSX.Element {
  const spanId = state.tree.columns.spanIds[span] as string;
  const loaded = useDetails(state, spanId);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollTo(0, 0);
  }, [spanId]);
  const close = () => {
    state.areDetailsOpen.value = false;
    document.querySelector<HTMLElement>('[role="treegrid"]')?.focus();
  };
  return (
    <aside
      class="details"
      aria-label="Span"
      ref={panel}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
      tabIndex={0}
      onKeyDown={({ key }) => key === "Escape" && close()}
    >
      <div class="details-head">
        <h2>{state.nameOf(span)}</h2>
        <button type="button" class="plain" aria-label="Close" onClick={close}>
          ✕
        </button>
      </div>
      <Times state={state} span={span} />
      {loaded instanceof Error && <Fault fault={loaded} />}
      {Array.isArray(loaded) &&
        loaded.map((each: SpanDetails, at) => (
          <Whole key={at} details={each} areLeading={state.source.hasAddress} />
        ))}
      <Source key={spanId} state={state} span={span} />
    </aside>
  );
}

/** What is loaded stays until the next is there, so that the panel does not flicker while the reader walks on. */
function useDetails(state: TraceState, spanId: string): readonly SpanDetails[] | Refused | undefined {
  const [loaded, setLoaded] = useState<readonly SpanDetails[] | Refused>();
  useEffect(() => {
    let isCurrent = true;
    state.source.details(spanId).then(
      (details) => isCurrent && setLoaded(details),
      (cause) => isCurrent && setLoaded(refusedOf(cause)),
    );
    return () => {
      isCurrent = false;
    };
  }, [state, spanId]);
  return loaded;
}

function Times({ state, span }: { readonly state: TraceState; readonly span: number }): JSX.Element {
  const { columns, selves, parents } = state.tree;
  const service = state.serviceOf(span);
  const [offset, duration] = [columns.offsets[span] as number, columns.durations[span] as number];
  const kind = KINDS[columns.kinds[span] as number];
  return (
    <>
      <p class="facts">
        <ServiceMark service={service} colour={state.colourOf(span)} />
        {kind !== "internal" && <span>{kind}</span>}
        <strong>{formatDuration(duration)}</strong>
        <span>{formatDuration(selves[span] as number)} self</span>
        <span>after {formatDuration(offset)}</span>
      </p>
      {doesBeginEarly(state, span, parents[span] as number) && (
        <p class="soft">Begins before its parent: the clocks of the two disagree.</p>
      )}
    </>
  );
}

function doesBeginEarly({ tree: { columns } }: TraceState, span: number, parent: number): boolean {
  return parent !== -1 && (columns.offsets[span] as number) < (columns.offsets[parent] as number);
}

function Whole({
  details,
  areLeading,
}: {
  readonly details: SpanDetails;
  /** Whether links lead to what they name. */
  readonly areLeading: boolean;
}): JSX.Element {
  const { status, statusMessage, scope, spanId, parentId, start } = details;
  return (
    <>
      {status === STATUS.error && <p class="bad message">{statusMessage || "failed"}</p>}
      <AttributeTable title="Attributes" attributes={details.attributes} isOpen />
      <Events details={details} />
      <Links links={details.links} areLeading={areLeading} />
      <AttributeTable title="Resource" attributes={details.resource} />
      <AttributeTable
        title="Span"
        attributes={{
          start: clockTime(start),
          "start (ns)": details.startNs,
          span: spanId,
          ...(parentId === "" ? {} : { parent: parentId }),
          ...(scope === "" ? {} : { scope }),
        }}
      />
    </>
  );
}
