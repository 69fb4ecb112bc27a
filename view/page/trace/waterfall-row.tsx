// A span, or a group of repeated ones, in; its row out.
import type { JSX } from "preact";
import { formatDuration } from "../../format/duration.js";
import { STATUS } from "../../model/span.js";
import { Cell, Fold, indentOf, MAX_INDENT, Row } from "../elements/tree-grid.js";
import { count } from "../ground/units.js";
import type { Group } from "../tree/repetition.js";
import { hasBelow } from "../tree/rows.js";
import type { TraceState } from "./trace-state.js";

/** What it shows. */
export interface WaterfallRowProps {
  readonly state: TraceState;
  /** A span, or `~group`. */
  readonly item: number;
  /** Its place among all rows, from 0. */
  readonly at: number;
  readonly y: number;
  readonly id: string;
}

/** A row of the tree grid. */
export function WaterfallRow({ state, item, at, y, id }: WaterfallRowProps): JSX.Element {
  const level = state.rows.value.levels[at] ?? 1;
  const isOpen = hasBelow(state.tree, state.folding.value, item) ? state.isUnfolded(item) : undefined;
  return (
    <Row
      id={id}
      class={state.isPale(item) ? "waterfall-row pale" : "waterfall-row"}
      level={level}
      at={at}
      y={y}
      isOpen={isOpen}
      isSelected={state.selected.value === item}
      onSelect={() => select(state, item, isOpen)}
    >
      <Cell class="grid-name" style={indentOf(level)}>
        <Fold isOpen={isOpen} onToggle={() => state.fold(item, !isOpen)} />
        {item < 0 ? (
          <GroupName state={state} group={~item} />
        ) : (
          <SpanName state={state} span={item} level={level} />
        )}
      </Cell>
      {state.attribute.value && <AttributeCell state={state} item={item} />}
      {item < 0 ? (
        <GroupTimes group={state.groups.list[~item] as Group} />
      ) : (
        <SpanTimes state={state} span={item} />
      )}
    </Row>
  );
}

function select(state: TraceState, item: number, isOpen: boolean | undefined): void {
  state.selected.value = item;
  if (item >= 0) state.areDetailsOpen.value = true;
  else state.fold(item, isOpen !== true);
}

function SpanName({
  state,
  span,
  level,
}: {
  readonly state: TraceState;
  readonly span: number;
  readonly level: number;
}): JSX.Element {
  const service = state.serviceOf(span);
  const parent = state.tree.parents[span] as number;
  const isNew = parent === -1 || state.serviceOf(parent) !== service;
  const isBad = state.tree.columns.statuses[span] === STATUS.error;
  return (
    <>
      <span class={`service-line service-${state.colourOf(span)}`} />
      {level > MAX_INDENT && <span class="soft depth">{level}</span>}
      <span class={isBad ? "cut bad" : "cut"}>
        {isBad && <span aria-hidden="true">✗ </span>}
        {state.nameOf(span)}
        {isBad && <span class="unseen"> failed</span>}
      </span>
      {isNew && <span class="soft cut of-service">{service}</span>}
    </>
  );
}

function GroupName({ state, group }: { readonly state: TraceState; readonly group: number }): JSX.Element {
  const members = state.membersOf(group);
  const { errors = 0, members: all } = state.groups.list[group] as Group;
  const span = members[0] ?? (all[0] as number);
  const hidden = all.length - members.length;
  return (
    <>
      <span class={`service-line service-${state.colourOf(span)}`} />
      <strong class="times">{count(members.length)} ×</strong>
      <span class={errors > 0 ? "cut bad" : "cut"}>{state.nameOf(span)}</span>
      {errors > 0 && <span class="bad of-service">{count(errors)} failed</span>}
      {hidden > 0 && <span class="soft of-service">of {count(all.length)}</span>}
    </>
  );
}

function SpanTimes({ state, span }: { readonly state: TraceState; readonly span: number }): JSX.Element {
  const { columns, selves } = state.tree;
  return (
    <>
      <Cell class="number">{formatDuration(columns.durations[span] as number)}</Cell>
      <Cell class="number soft self">{formatDuration(selves[span] as number)}</Cell>
      <Cell class="unseen">after {formatDuration(columns.offsets[span] as number)}</Cell>
    </>
  );
}

function GroupTimes({ group: { total, max, begin } }: { readonly group: Group }): JSX.Element {
  return (
    <>
      <Cell class="number" title="of all together">
        Σ {formatDuration(total)}
      </Cell>
      <Cell class="number soft self" title="the longest">
        ≤ {formatDuration(max)}
      </Cell>
      <Cell class="unseen">from {formatDuration(begin)} on</Cell>
    </>
  );
}

function AttributeCell({ state, item }: { readonly state: TraceState; readonly item: number }): JSX.Element {
  const { values } = state.attribute.value ?? {};
  const value = item < 0 ? undefined : values?.get(state.tree.columns.spanIds[item] as string);
  return (
    <Cell class="cut mono attribute-cell" title={value}>
      {value}
    </Cell>
  );
}
