// The query of the address bar in; the newest traces that match, as they come, out.
import type { JSX } from "preact";
import { useEffect, useReducer, useState } from "preact/hooks";
import { Fault, Notice } from "../elements/notice.js";
import { useAnswer } from "../ground/answer.js";
import { isPaused, useLive } from "../ground/live.js";
import { pathWith } from "../ground/path.js";
import { place } from "../ground/router.js";
import { counted } from "../ground/units.js";
import { DurationHistogram } from "../query/duration-histogram.js";
import { useHeld } from "./held.js";
import { type Trace, TraceTable } from "./trace-table.js";
import "./list.css";

const FIRST = 100;
/** More than a reader goes through; a query finds the others. */
const MOST = 2500;

/** The list of traces. */
export function ListScreen(): JSX.Element {
  const query = place.value.searchParams.get("query") ?? "";
  const [limit, setLimit] = useState(FIRST);
  const round = useLive(1000).value;
  const { value, of, fault } = useAnswer<{ traces: readonly Trace[] }>(
    "traces",
    { query, limit },
    round,
  ).value;
  const [picked, setPicked] = useState<readonly string[]>([]);
  useEffect(() => {
    document.title = "Traces · uno-trace";
  }, []);
  const pick = (id: string) =>
    setPicked(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked.slice(-1), id]);
  return (
    <div class="screen">
      <div class="title-line">
        <h1>Traces</h1>
        <Pause />
        <Compare picked={picked} />
      </div>
      {fault && <Fault fault={fault} />}
      {!fault && value && value.traces.length > 0 && <DurationHistogram round={round} />}
      {!fault && value && (
        <Traces
          traces={value.traces}
          question={of ?? ""}
          isEmpty={query === ""}
          picked={picked}
          onPick={pick}
        />
      )}
      {!fault && value && value.traces.length >= limit && limit < MOST && (
        <p class="more">
          <button type="button" onClick={() => setLimit(Math.min(MOST, limit * 5))}>
            Show more
          </button>
        </p>
      )}
    </div>
  );
}

function Pause(): JSX.Element {
  return (
    <button
      type="button"
      class="live"
      aria-pressed={isPaused.value}
      onClick={() => {
        isPaused.value = !isPaused.peek();
      }}
    >
      {isPaused.value ? "Paused" : "Live"}
    </button>
  );
}

/** The one that was picked first is before. */
function Compare({ picked }: { readonly picked: readonly string[] }): JSX.Element | null {
  const [before, after] = picked.map((id) => `trace:${id}`);
  if (before === undefined) return null;
  if (after === undefined) return <span class="soft">Pick another one to compare with.</span>;
  return <a href={pathWith("/compare", { before, after })}>Compare these two</a>;
}

interface TracesProps {
  readonly traces: readonly Trace[];
  readonly question: string;
  readonly isEmpty: boolean;
  readonly picked: readonly string[];
  readonly onPick: (traceId: string) => void;
}

/** New ones wait while the reader points at the table, has the focus in it or has scrolled: nothing jumps. */
function Traces({ traces, question, isEmpty, picked, onPick }: TracesProps): JSX.Element {
  const [isAt, setAt] = useState(false);
  const [, again] = useReducer((times: number) => times + 1, 0);
  const { shown, fresh, release } = useHeld(traces, question, isAt || hasScrolled(), () => again(undefined));
  if (shown.length === 0) return isEmpty ? <NothingYet /> : <Notice>No span matches.</Notice>;
  return (
    <div
      class="held"
      onPointerEnter={() => setAt(true)}
      onPointerLeave={() => setAt(false)}
      onFocusCapture={() => setAt(true)}
      onBlurCapture={({ currentTarget, relatedTarget }) =>
        setAt(currentTarget.contains(relatedTarget as Node | null))
      }
    >
      <p class="fresh" role="status">
        {fresh > 0 && (
          <button type="button" onClick={release}>
            Show {counted(fresh, "new trace")}
          </button>
        )}
      </p>
      <TraceTable traces={shown} picked={picked} onPick={onPick} />
    </div>
  );
}

function hasScrolled(): boolean {
  return (document.querySelector("main > .screen")?.scrollTop ?? 0) > 0;
}

function NothingYet(): JSX.Element {
  return (
    <Notice>
      <p>Nothing has arrived yet. Send spans here by OTLP over HTTP:</p>
      <pre>OTEL_TRACES_EXPORTER=otlp OTEL_EXPORTER_OTLP_ENDPOINT={location.origin} node app.js</pre>
    </Notice>
  );
}
