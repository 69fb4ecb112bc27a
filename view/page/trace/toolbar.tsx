// A trace as it is seen in; what changes that out: the view, the filter, what is hidden, the attribute beside the names.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { count } from "../ground/units.js";
import { matches } from "../tree/kept.js";
import { refusedOf } from "./trace-source.js";
import type { TraceState, View } from "./trace-state.js";

const VIEWS: readonly (readonly [View, string])[] = [
  ["waterfall", "Waterfall"],
  ["flames", "Flame graph"],
  ["calls", "Call tree"],
];

/** Shares of the trace's time below which spans are hidden. */
const LEAST = [0, 0.001, 0.005, 0.01, 0.05, 0.1];

/** Milliseconds without a key after which the filter is asked for. */
const PAUSE = 150;

interface Props {
  readonly state: TraceState;
}

/** The line of tools above a trace. */
export function Toolbar({ state }: Props): JSX.Element {
  const isWaterfall = state.view.value === "waterfall";
  return (
    <div class="toolbar">
      <div class="segments">
        {VIEWS.map(([view, text]) => (
          <button
            key={view}
            type="button"
            aria-pressed={state.view.value === view}
            onClick={() => {
              state.view.value = view;
            }}
          >
            {text}
          </button>
        ))}
      </div>
      <Filter state={state} />
      <Least state={state} />
      {isWaterfall && <AttributeChoice state={state} />}
      {isWaterfall && <Toggle text="Group repeats" value={state.areGrouped} />}
      {isWaterfall && <Toggle text="Critical path" value={state.isCriticalShown} />}
      <Exports state={state} />
    </div>
  );
}

function Toggle({ text, value }: { readonly text: string; readonly value: { value: boolean } }): JSX.Element {
  return (
    <button
      type="button"
      aria-pressed={value.value}
      onClick={() => {
        value.value = !value.value;
      }}
    >
      {text}
    </button>
  );
}

function Filter({ state }: Props): JSX.Element {
  const [query, setQuery] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => void findMatching(state, query), PAUSE);
    return () => clearTimeout(timer);
  }, [state, query]);
  const { query: shown, fault } = state.matching.value;
  useEffect(() => {
    // What leads to a hidden span empties the filter.
    if (shown === "") setQuery("");
  }, [shown]);
  const kept = state.kept.value;
  return (
    <div class="filter">
      <input
        type="search"
        value={query}
        aria-label="Filter spans"
        aria-invalid={fault !== undefined}
        placeholder="Filter: charge, status:error, attr.db.system:*"
        spellcheck={false}
        onInput={({ currentTarget }) => setQuery(currentTarget.value)}
      />
      <span role="status" class={fault ? "bad" : "soft"} title={fault?.message}>
        {fault
          ? fault.message.split("\n")[0]
          : kept && `${count(matches(kept, state.tree.size))} of ${count(state.tree.size)}`}
      </span>
    </div>
  );
}

async function findMatching(state: TraceState, line: string): Promise<void> {
  const query = line.trim();
  if (query === state.matching.peek().query) return;
  if (query === "") {
    state.matching.value = { query };
    return;
  }
  try {
    const ids = await state.source.matching(query);
    state.matching.value = { query, ids };
  } catch (cause) {
    // What matched before stays, while the line is being written.
    state.matching.value = { ...state.matching.peek(), query, fault: refusedOf(cause) };
  }
}

function Least({ state }: Props): JSX.Element {
  return (
    <label>
      Hide below{" "}
      <select
        value={String(state.least.value)}
        onChange={({ currentTarget }) => {
          state.least.value = Number(currentTarget.value);
        }}
      >
        {LEAST.map((share) => (
          <option key={share} value={String(share)}>
            {share * 100}%
          </option>
        ))}
      </select>
    </label>
  );
}

function AttributeChoice({ state }: Props): JSX.Element {
  const [keys, setKeys] = useState<readonly string[]>([]);
  const load = () => {
    if (keys.length === 0) state.source.attributeKeys().then(setKeys, () => {});
  };
  const choose = async (key: string) => {
    if (key === "") state.attribute.value = undefined;
    else {
      const values = await state.source.attribute(key);
      state.attribute.value = {
        key,
        values: new Map([...values].map(([id, value]) => [id, textOf(value)])),
      };
    }
  };
  return (
    <label>
      Attribute{" "}
      <select
        class="attribute-choice"
        value={state.attribute.value?.key ?? ""}
        onFocus={load}
        onPointerEnter={load}
        onChange={({ currentTarget }) => void choose(currentTarget.value).catch(() => {})}
      >
        <option value="">none</option>
        {keys.map((key) => (
          <option key={key} value={key}>
            {key}
          </option>
        ))}
      </select>
    </label>
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function Exports({ state }: Props): JSX.Element | null {
  const { exports } = state.source;
  if (exports.length === 0) return null;
  return (
    <details class="exports">
      <summary class="button">Save as</summary>
      <div class="menu">
        {exports.map(({ text, href }) => (
          <a key={text} href={href} download>
            {text}
          </a>
        ))}
      </div>
    </details>
  );
}
