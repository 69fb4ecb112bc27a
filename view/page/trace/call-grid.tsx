// A trace in; its call tree by site as a tree grid with counts and times out.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { formatDuration } from "../../format/duration.js";
import { Cell, Fold, GRID, HeadCell, HeadRow, indentOf, Row, TreeGrid } from "../elements/tree-grid.js";
import { useVirtualRows } from "../elements/virtual-rows.js";
import { count, percent } from "../ground/units.js";
import { callRowsOf } from "../tree/call-rows.js";
import type { Call, CallTree } from "../tree/call-tree.js";
import { openLongest } from "./flame-view.js";
import type { TraceState } from "./trace-state.js";

/** Calls below each other, the widest first. */
export function CallGrid({ state }: { readonly state: TraceState }): JSX.Element {
  const callTree = state.callTree.value;
  const folded = useSignal<ReadonlySet<number>>(new Set());
  const selected = useSignal(callTree.roots[0] ?? 0);
  const places = useMemo(
    () => callRowsOf(callTree, folded.value, state.kept.value),
    [callTree, folded.value, state.kept.value],
  );
  const rows = useVirtualRows(places.length, GRID.row, GRID.head);
  const fold = (place: number) => {
    const next = new Set(folded.value);
    if (!next.delete(place)) next.add(place);
    folded.value = next;
  };
  const seen = places.slice(rows.first, rows.first + rows.room);
  useEffect(() => {
    const at = places.indexOf(selected.value);
    if (at !== -1) rows.show(at);
  }, [selected.value, places]);
  const onKey = (event: KeyboardEvent) => {
    const call = callTree.calls[selected.value] as Call;
    if (event.key === "Enter") openLongest(state, call);
    else if (event.key === " ") fold(selected.value);
    else {
      const next = target(event.key, callTree, places, selected.value, folded.value, fold);
      if (next === undefined) return;
      selected.value = next;
    }
    event.preventDefault();
  };
  const whole = callTree.roots.reduce((sum, place) => sum + (callTree.calls[place] as Call).width, 0) || 1;
  return (
    <div class="call-view">
      <TreeGrid
        label="Calls by site"
        rows={rows}
        count={places.length}
        active={seen.includes(selected.value) ? `call-${selected.value}` : undefined}
        onKeyDown={onKey}
        head={
          <HeadRow class="call-row">
            <HeadCell>Function</HeadCell>
            {["Calls", "Total", "Self", "Longest", "Share"].map((text) => (
              <HeadCell key={text} class={`number ${text.toLowerCase()}`}>
                {text}
              </HeadCell>
            ))}
          </HeadRow>
        }
      >
        {seen.map((place, at) => (
          <CallRow
            key={place}
            state={state}
            call={callTree.calls[place] as Call}
            place={place}
            at={rows.first + at}
            y={rows.top + at * GRID.row}
            share={(callTree.calls[place] as Call).width / whole}
            isFolded={folded.value.has(place)}
            isSelected={selected.value === place}
            onSelect={() => {
              selected.value = place;
            }}
            onFold={() => fold(place)}
          />
        ))}
      </TreeGrid>
    </div>
  );
}

interface CallRowProps {
  readonly state: TraceState;
  readonly call: Call;
  readonly place: number;
  readonly at: number;
  readonly y: number;
  readonly share: number;
  readonly isFolded: boolean;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly onFold: () => void;
}

function CallRow({
  state,
  call,
  place,
  at,
  y,
  share,
  isFolded,
  isSelected,
  onSelect,
  onFold,
}: CallRowProps): JSX.Element {
  const { example, below, errors, depth } = call;
  const isOpen = below.length > 0 ? !isFolded : undefined;
  return (
    <Row
      id={`call-${place}`}
      class="call-row"
      level={depth + 1}
      at={at}
      y={y}
      isOpen={isOpen}
      isSelected={isSelected}
      onSelect={onSelect}
      onOpen={() => openLongest(state, call)}
    >
      <Cell class="grid-name" style={indentOf(depth + 1)}>
        <Fold isOpen={isOpen} onToggle={onFold} />
        <span class={`service-line service-${state.colourOf(example)}`} />
        <span class="cut">{state.nameOf(example)}</span>
        {errors > 0 && <span class="bad of-service">{count(errors)} failed</span>}
        <span class="soft cut of-service mono">{state.siteOf(example)}</span>
      </Cell>
      <Cell class="number calls">{count(call.count)}</Cell>
      <Cell class="number total">{formatDuration(call.total)}</Cell>
      <Cell class="number self">{formatDuration(call.self)}</Cell>
      <Cell class="number soft longest">{formatDuration(call.max)}</Cell>
      <Cell class="number share">
        <span class="share-bar" style={{ width: `${share * 100}%` }} />
        {percent(share)}
      </Cell>
    </Row>
  );
}

/** Where a key leads. */
function target(
  key: string,
  { calls }: CallTree,
  places: readonly number[],
  selected: number,
  folded: ReadonlySet<number>,
  fold: (place: number) => void,
): number | undefined {
  const at = places.indexOf(selected);
  const { below, parent } = calls[selected] as Call;
  const isOpen = below.length > 0 && !folded.has(selected);
  switch (key) {
    case "ArrowDown":
      return places[Math.min(places.length - 1, at + 1)];
    case "ArrowUp":
      return places[Math.max(0, at - 1)];
    case "Home":
      return places[0];
    case "End":
      return places.at(-1);
    case "ArrowRight":
      if (folded.has(selected)) fold(selected);
      return isOpen ? (places[at + 1] ?? selected) : selected;
    case "ArrowLeft":
      if (isOpen) fold(selected);
      return isOpen || parent === -1 ? selected : parent;
    default:
      return undefined;
  }
}
