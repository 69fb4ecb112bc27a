// A trace as it is seen in; its rows with their bars, under a ruler, out.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatDuration } from "../../format/duration.js";
import { GRID, HeadCell, HeadRow, TreeGrid } from "../elements/tree-grid.js";
import { useVirtualRows, type VirtualRows } from "../elements/virtual-rows.js";
import { paintBars, xOf } from "../paint/bars.js";
import { Canvas } from "../paint/canvas.js";
import { type TimeWindow, ticksOf } from "../tree/window.js";
import type { TraceState } from "./trace-state.js";
import { pressKey } from "./waterfall-keys.js";
import { useTimePointer } from "./waterfall-pointer.js";
import { WaterfallRow } from "./waterfall-row.js";

/** Rows below each other as a tree grid; only those on the screen are in the document. */
export function Waterfall({ state }: { readonly state: TraceState }): JSX.Element {
  const { items } = state.rows.value;
  const rows = useVirtualRows(items.length, GRID.row, GRID.head);
  const selected = state.selected.value;
  const timeline = useRef<HTMLSpanElement>(null);
  const column = useColumn(timeline, rows);
  const attribute = state.attribute.value;
  useTimePointer(rows.scroller, state, column);
  useEffect(() => {
    const at = selected === undefined ? -1 : items.indexOf(selected);
    if (at !== -1) rows.show(at);
  }, [selected, items]);
  const isSeen = selected !== undefined && seenItems(items, rows).includes(selected);
  return (
    <div class={attribute === undefined ? "waterfall" : "waterfall with-attribute"}>
      <TreeGrid
        label="Spans"
        rows={rows}
        count={items.length}
        active={isSeen ? rowId(selected) : undefined}
        onKeyDown={(event) => onKey(event, state, rows.room)}
        head={
          <HeadRow class="waterfall-row">
            <HeadCell>Span</HeadCell>
            {attribute && <HeadCell class="cut attribute-cell">{attribute.key}</HeadCell>}
            <HeadCell class="number">Duration</HeadCell>
            <HeadCell class="number self">Self</HeadCell>
            <HeadCell class="ruler">
              <span class="unseen">Time</span>
              <span class="ticks" aria-hidden="true" ref={timeline}>
                <Ruler window={state.window.value} width={column.width} />
              </span>
            </HeadCell>
          </HeadRow>
        }
      >
        {seenItems(items, rows).map((item, at) => (
          <WaterfallRow
            key={item}
            state={state}
            item={item}
            at={rows.first + at}
            y={rows.top + at * GRID.row}
            id={rowId(item)}
          />
        ))}
      </TreeGrid>
      <div class="waterfall-bars" style={{ left: `${column.left}px`, width: `${column.width}px` }}>
        <Canvas class="fill" paint={(surface) => paintBars(surface, barsOf(state, items, rows))} />
      </div>
    </div>
  );
}

function rowId(item: number): string {
  return item < 0 ? `group-${~item}` : `span-${item}`;
}

function seenItems(items: readonly number[], { first, room }: VirtualRows): readonly number[] {
  return items.slice(first, first + room);
}

function barsOf(state: TraceState, items: readonly number[], rows: VirtualRows) {
  return {
    tree: state.tree,
    groups: state.groups,
    membersOf: state.membersOf,
    items: seenItems(items, rows),
    isPale: state.isPale,
    top: rows.top,
    rowHeight: GRID.row,
    window: state.window.value,
    critical: state.isCriticalShown.value ? state.critical.value : undefined,
    colourOf: state.colourOf,
  };
}

function onKey(event: KeyboardEvent, state: TraceState, room: number): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
  if (pressKey(state, event.key, Math.max(1, room - 2))) event.preventDefault();
}

function Ruler({ window, width }: { readonly window: TimeWindow; readonly width: number }): JSX.Element {
  const ticks = ticksOf(window, width / 110).filter((tick) => xOf(window, width, tick) < width - 30);
  return (
    <>
      {ticks.map((tick) => (
        <span key={tick} style={{ left: `${xOf(window, width, tick)}px` }}>
          {tick === 0 ? "0" : formatDuration(tick)}
        </span>
      ))}
    </>
  );
}

/** Where a column of the grid is, in pixels. */
export interface Column {
  readonly left: number;
  readonly width: number;
}

function useColumn(cell: { readonly current: HTMLElement | null }, { scroller }: VirtualRows): Column {
  const [column, setColumn] = useState<Column>({ left: 0, width: 0 });
  useEffect(() => {
    const { current } = cell;
    if (!current || !scroller.current) return;
    const measure = () => {
      const { left: begin, width } = current.getBoundingClientRect();
      const left = begin - (scroller.current?.getBoundingClientRect().left ?? 0);
      setColumn((before) => (before.left === left && before.width === width ? before : { left, width }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    observer.observe(scroller.current);
    measure();
    return () => observer.disconnect();
  }, [cell, scroller]);
  return column;
}
