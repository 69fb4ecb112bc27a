// Rows of one height in; a tree grid of which only what is on the screen is in the document out.
import type { ComponentChildren, CSSProperties, JSX } from "preact";
import type { VirtualRows } from "./virtual-rows.js";
import "./tree-grid.css";

/** Pixels of a row and of the head, as in the style sheet. */
export const GRID = { row: 24, head: 26 } as const;

/** Deeper rows are not indented further. */
export const MAX_INDENT = 24;

/** A tree grid. The focus is its own; which row is meant, it says by `aria-activedescendant`. */
export interface TreeGridProps {
  readonly label: string;
  readonly rows: VirtualRows;
  readonly count: number;
  /** The id of the selected row, where that is on the screen. */
  readonly active: string | undefined;
  readonly head: ComponentChildren;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly children: ComponentChildren;
}

/** `children` are the rows that are seen; they stand where their `y` says. */
export function TreeGrid({
  label,
  rows,
  count,
  active,
  head,
  onKeyDown,
  children,
}: TreeGridProps): JSX.Element {
  return (
    <div
      class="tree-grid"
      role="treegrid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-activedescendant={active}
      tabIndex={0}
      ref={rows.scroller}
      onScroll={rows.onScroll}
      onKeyDown={onKeyDown}
    >
      <RowGroup class="grid-head">{head}</RowGroup>
      <div role="presentation" class="grid-sizer" style={{ height: `${rows.height}px` }}>
        <RowGroup class="grid-window">{children}</RowGroup>
      </div>
    </div>
  );
}

interface PartProps {
  readonly class?: string;
  readonly title?: string | undefined;
  readonly style?: CSSProperties;
  readonly children?: ComponentChildren;
}

function RowGroup({ class: name, children }: PartProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a table cannot stand where they are scrolled to
    <div role="rowgroup" class={name}>
      {children}
    </div>
  );
}

/** The row of headings. */
export function HeadRow({ class: name, children }: PartProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see RowGroup
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus for its rows
    <div role="row" class={name} aria-rowindex={1}>
      {children}
    </div>
  );
}

/** A heading. */
export function HeadCell({ children, ...others }: PartProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see RowGroup
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus for its rows
    <div role="columnheader" {...others}>
      {children}
    </div>
  );
}

/** A row. */
export interface RowProps extends PartProps {
  readonly id: string;
  /** From 1. */
  readonly level: number;
  /** Its place among all rows, from 0. */
  readonly at: number;
  /** Pixels from the top. */
  readonly y: number;
  /** `undefined` where nothing is below. */
  readonly isOpen: boolean | undefined;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly onOpen?: () => void;
}

/** A row of the grid. */
export function Row({
  id,
  class: name,
  level,
  at,
  y,
  isOpen,
  isSelected,
  onSelect,
  onOpen,
  children,
}: RowProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see RowGroup
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus for its rows
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the grid
    <div
      id={id}
      role="row"
      class={`grid-row${isSelected ? " selected" : ""} ${name}`}
      aria-level={level}
      aria-rowindex={at + 2}
      aria-expanded={isOpen}
      aria-selected={isSelected}
      style={{ transform: `translateY(${y}px)` }}
      onClick={onSelect}
      onDblClick={onOpen}
    >
      {children}
    </div>
  );
}

/** A cell. */
export function Cell({ children, ...others }: PartProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see RowGroup
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus for its rows
    <div role="gridcell" {...others}>
      {children}
    </div>
  );
}

/** What folds a row, before its name; room for it where nothing is below. */
export function Fold({
  isOpen,
  onToggle,
}: {
  readonly isOpen: boolean | undefined;
  readonly onToggle: () => void;
}): JSX.Element {
  if (isOpen === undefined) return <span class="fold" />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys of the grid do the same
    // biome-ignore lint/a11y/noStaticElementInteractions: the row says that it can be expanded
    <span
      class={isOpen ? "fold parent open" : "fold parent"}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    />
  );
}

/** The first cell's indentation. */
export function indentOf(level: number): CSSProperties {
  return { paddingLeft: `${4 + Math.min(level - 1, MAX_INDENT) * 12}px` };
}
