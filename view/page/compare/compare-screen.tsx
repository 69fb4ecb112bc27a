// Two query lines of the address bar in; where the time of one goes that the other does not take, out.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Comparison as Compared } from "../../compare/difference.js";
import type { Plain } from "../../format/json.js";
import { Fault, Notice } from "../elements/notice.js";
import { useAnswer } from "../ground/answer.js";
import { pathWith } from "../ground/path.js";
import { go, place } from "../ground/router.js";
import { count, counted, milliseconds } from "../ground/units.js";
import { QueryInput } from "../query/query-input.js";
import { DifferenceTable } from "./difference-table.js";
import { signed } from "./signed.js";
import "./compare.css";

type Comparison = Plain<Compared> & { readonly [Name in "before" | "after"]: { readonly found: number } };

/** Compares two traces, or two groups. */
export function CompareScreen(): JSX.Element {
  const { searchParams } = place.value;
  const [before, after] = [searchParams.get("before") ?? "", searchParams.get("after") ?? ""];
  const isAsked = before !== "" && after !== "";
  const { value, fault, isWaiting } = useAnswer<Comparison>(isAsked ? "compare" : undefined, {
    before,
    after,
  }).value;
  useEffect(() => {
    document.title = "Compare · uno-trace";
  }, []);
  return (
    <div class="screen" aria-busy={isWaiting}>
      <h1>Compare</h1>
      <Sides before={before} after={after} />
      {fault && <Fault fault={fault} />}
      {!isAsked && (
        <Notice>
          Name two groups of traces by their query lines, or pick two traces in the list. A single trace is{" "}
          <code>trace:ID</code>.
        </Notice>
      )}
      {isAsked && !fault && value && <Result value={value} />}
    </div>
  );
}

function submit(event: SubmitEvent): void {
  event.preventDefault();
  const data = new FormData(event.currentTarget as HTMLFormElement);
  const textOf = (name: string) => String(data.get(name) ?? "").trim();
  go(pathWith("/compare", { before: textOf("before"), after: textOf("after") }));
}

function Sides({ before, after }: { readonly before: string; readonly after: string }): JSX.Element {
  return (
    <form class="sides" onSubmit={submit} aria-label="What is compared">
      <span class="side-label">Before</span>
      <QueryInput name="before" label="Before" value={before} placeholder='name="GET /cart" until:1h' />
      <span class="side-label">After</span>
      <QueryInput name="after" label="After" value={after} placeholder='name="GET /cart" since:1h' />
      <p class="side-buttons">
        <button type="submit">Compare</button>
        <button type="button" onClick={() => go(pathWith("/compare", { before: after, after: before }))}>
          Swap
        </button>
      </p>
    </form>
  );
}

function Result({ value }: { readonly value: Comparison }): JSX.Element {
  const [isByPath, setByPath] = useState(false);
  const { before, after, sites, paths, isCut } = value;
  if (before.traces === 0 || after.traces === 0)
    return <Notice>No trace matches {before.traces === 0 ? "before" : "after"}.</Notice>;
  const more = after.durationMs - before.durationMs;
  return (
    <>
      <p class="verdict">
        <strong class={more > 0 ? "bad" : undefined}>{signed(more)}</strong> a trace:{" "}
        {milliseconds(before.durationMs)} before ({sideWords(before)}), {milliseconds(after.durationMs)} after
        ({sideWords(after)}).
      </p>
      <fieldset class="views" aria-label="Differences by">
        <button type="button" aria-pressed={!isByPath} onClick={() => setByPath(false)}>
          By function
        </button>
        <button type="button" aria-pressed={isByPath} onClick={() => setByPath(true)}>
          By call path
        </button>
      </fieldset>
      <DifferenceTable rows={isByPath ? paths : sites} isByPath={isByPath} />
      {isCut && <Notice>Smaller differences are left out.</Notice>}
    </>
  );
}

function sideWords({ found, traces }: Comparison["before"]): string {
  return traces < found
    ? `the newest ${count(traces)} of ${counted(found, "trace")}`
    : counted(traces, "trace");
}
