// A trace in; what of it the reader sees, as signals that follow from each other, out.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { TraceColumns } from "../../model/columns.js";
import { STATUS } from "../../model/span.js";
import type { Refused } from "../ground/ask.js";
import { serviceColours } from "../ground/service-colours.js";
import { type CallTree, callTreeOf } from "../tree/call-tree.js";
import { type CriticalPath, criticalPathOf } from "../tree/critical-path.js";
import { keptOf } from "../tree/kept.js";
import { type Groups, groupsOf } from "../tree/repetition.js";
import { type Folding, isUnfolded, membersOf, type Rows, rowsOf } from "../tree/rows.js";
import { endOf, type Tree, treeOf } from "../tree/tree.js";
import { around, type TimeWindow } from "../tree/window.js";
import type { TraceSource } from "./trace-source.js";

/** The ways in which a trace is shown. */
export type View = "waterfall" | "flames" | "calls";

/** An attribute beside the names: its values as texts, by the id of the span. */
export interface AttributeColumn {
  readonly key: string;
  readonly values: ReadonlyMap<string, string>;
}

/** What the filter found; or why not. */
export interface Matching {
  readonly query: string;
  readonly ids?: ReadonlySet<string>;
  readonly fault?: Refused;
}

/** One trace on the screen. A row is a span, or `~group`. */
export class TraceState {
  readonly source: TraceSource;
  readonly tree: Tree;
  readonly groups: Groups;
  readonly services: ReadonlyMap<string, number>;
  readonly errors: number;

  readonly view: Signal<View> = signal<View>("waterfall");
  readonly window: Signal<TimeWindow>;
  readonly selected: Signal<number | undefined> = signal<number | undefined>(undefined);
  readonly areDetailsOpen: Signal<boolean> = signal(false);
  readonly areGrouped: Signal<boolean> = signal(true);
  readonly isCriticalShown: Signal<boolean> = signal(true);
  /** Spans shorter than this share of the trace are hidden. */
  readonly least: Signal<number> = signal(0);
  readonly matching: Signal<Matching> = signal<Matching>({ query: "" });
  readonly attribute: Signal<AttributeColumn | undefined> = signal<AttributeColumn | undefined>(undefined);
  readonly folded: Signal<ReadonlySet<number>> = signal<ReadonlySet<number>>(new Set());
  readonly unfolded: Signal<ReadonlySet<number>> = signal<ReadonlySet<number>>(new Set());

  readonly kept: ReadonlySignal<Uint8Array | undefined> = computed(() =>
    keptOf(this.tree, {
      matching: this.matching.value.ids,
      atLeast: this.least.value * this.tree.extent,
    }),
  );
  readonly folding: ReadonlySignal<Folding> = computed(() => ({
    folded: this.folded.value,
    unfolded: this.unfolded.value,
    groups: this.areGrouped.value ? this.groups : undefined,
    kept: this.kept.value,
  }));
  readonly rows: ReadonlySignal<Rows> = computed(() => rowsOf(this.tree, this.folding.value));
  readonly critical: ReadonlySignal<Critical> = computed(() => criticalOf(this.tree));
  readonly callTree: ReadonlySignal<CallTree> = computed(() => callTreeOf(this.tree));

  readonly #colours: Uint8Array;

  constructor(source: TraceSource, columns: TraceColumns) {
    this.source = source;
    this.tree = treeOf(columns);
    this.groups = groupsOf(this.tree);
    const names = [...new Set(columns.services)].map((place) => columns.texts[place] as string);
    this.services = serviceColours(names);
    this.#colours = Uint8Array.from(columns.texts, (text) => this.services.get(text) ?? 0);
    this.errors = columns.statuses.reduce((sum, status) => sum + (status === STATUS.error ? 1 : 0), 0);
    this.window = signal({ from: 0, to: this.tree.extent });
  }

  nameOf(span: number): string {
    return this.tree.columns.texts[this.tree.columns.names[span] as number] || "(no name)";
  }

  serviceOf(span: number): string {
    return this.tree.columns.texts[this.tree.columns.services[span] as number] ?? "";
  }

  siteOf(span: number): string {
    return this.tree.columns.texts[this.tree.columns.sites[span] as number] ?? "";
  }

  /** The number of its service's colour. */
  readonly colourOf = (span: number): number =>
    this.#colours[this.tree.columns.services[span] as number] ?? 1;

  /** Whether a row stands here for what is below it alone. */
  readonly isPale = (item: number): boolean => item >= 0 && this.kept.value?.[item] === 1;

  readonly membersOf = (group: number): readonly number[] => membersOf(this.folding.value, group);

  /** Folds a row or unfolds it. */
  fold(item: number, isOpen: boolean): void {
    const [set, entry, isIn] = item < 0 ? [this.unfolded, ~item, isOpen] : [this.folded, item, !isOpen];
    const next = new Set(set.value);
    if (isIn) next.add(entry);
    else next.delete(entry);
    set.value = next;
  }

  isUnfolded(item: number): boolean {
    return isUnfolded(item, this.folding.value);
  }

  /** Folds all siblings of a row, or unfolds them. */
  foldSiblings(item: number, isOpen: boolean): void {
    if (item < 0) {
      this.fold(item, isOpen);
      return;
    }
    const { parents, size, childrenFrom, children } = this.tree;
    const parent = parents[item] === -1 ? size : (parents[item] as number);
    const next = new Set(this.folded.value);
    for (const child of children.subarray(childrenFrom[parent], childrenFrom[parent + 1])) {
      if (isOpen) next.delete(child);
      else next.add(child);
    }
    this.folded.value = next;
  }

  /** Selects a span, and unfolds what hides it; a filter that hides it goes. */
  reveal(span: number): void {
    batch(() => {
      if (this.kept.value?.[span] === 0) {
        this.matching.value = { query: "" };
        this.least.value = 0;
      }
      const [folded, unfolded] = [new Set(this.folded.value), new Set(this.unfolded.value)];
      for (let at = span; at !== -1; at = this.tree.parents[at] as number) {
        if (at !== span) folded.delete(at);
        if (this.groups.of[at] !== -1) unfolded.add(this.groups.of[at] as number);
      }
      this.folded.value = folded;
      this.unfolded.value = unfolded;
      this.selected.value = span;
      this.view.value = "waterfall";
    });
  }

  /** Zooms to a row. */
  zoomTo(item: number): void {
    const { columns, extent } = this.tree;
    const group = item < 0 ? this.groups.list[~item] : undefined;
    const begin = group?.begin ?? (columns.offsets[item] as number);
    this.window.value = around(begin, group?.end ?? endOf(columns, item), extent);
  }
}

/** The critical path, and where in it a span is. */
export interface Critical {
  readonly path: CriticalPath;
  readonly of: ReadonlyMap<number, readonly number[]>;
}

function criticalOf(tree: Tree): Critical {
  const path = criticalPathOf(tree);
  const of = new Map<number, number[]>();
  path.spans.forEach((span, place) => {
    const places = of.get(span);
    if (places === undefined) of.set(span, [place]);
    else places.push(place);
  });
  return { path, of };
}
