// Operations and the order of a table in; the operations in that order out.
import type { Plain } from "../../format/json.js";
import type { Operation as StoredOperation } from "../../store/store.js";

/** An operation of the API, but for what no column shows. */
export type Operation = Omit<Plain<StoredOperation>, "bars" | "maxMs"> & { readonly perSecond: number };

/** A column that can be sorted by. */
export interface Column {
  readonly name: Exclude<keyof Operation, "site">;
  readonly label: string;
  /** Sorted upwards first. */
  readonly isText: boolean;
}

/** As they stand beside each other. */
export const COLUMNS: readonly Column[] = [
  { name: "service", label: "Service", isText: true },
  { name: "name", label: "Name", isText: true },
  { name: "count", label: "Count", isText: false },
  { name: "perSecond", label: "Rate", isText: false },
  { name: "errors", label: "Errors", isText: false },
  { name: "p50Ms", label: "p50", isText: false },
  { name: "p95Ms", label: "p95", isText: false },
  { name: "p99Ms", label: "p99", isText: false },
  { name: "totalMs", label: "Total", isText: false },
];

/** By which column, and which way. */
export interface Order {
  readonly column: Column["name"];
  readonly isUp: boolean;
}

/** Sorts; errors by their share. */
export function sorted<T extends Operation>(operations: readonly T[], { column, isUp }: Order): readonly T[] {
  const figureOf = (each: Operation) => (column === "errors" ? each.errors / each.count : each[column]);
  const up = isUp ? 1 : -1;
  return operations.toSorted((a, b) => {
    const [left, right] = [figureOf(a), figureOf(b)];
    return left < right ? -up : left > right ? up : 0;
  });
}
