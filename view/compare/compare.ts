// Where time went in two groups of traces in; the difference, by site and by call path, out.
import type { Comparison, Difference, PathDifference, Share, Side } from "./difference.js";
import { type Path, type Spent, Sum, type TimeSpent } from "./time-spent.js";

const NOTHING = new Sum();

/** Compares, and keeps so many rows of each list: those with the largest differences. */
export function compare(before: TimeSpent, after: TimeSpent, limit: number): Comparison {
  const differ = new Differ(before.traces, after.traces);
  const keys = new Set([...before.sites.keys(), ...after.sites.keys()]);
  const sites = [...keys].map((key) => differ.between(before.sites.get(key), after.sites.get(key)));
  sites.sort((a, b) => compareSizes(b.moreSelf, a.moreSelf));
  const paths = pathsOf(before, after, differ);
  const kept = largest(paths, limit);
  return {
    before: sideOf(before),
    after: sideOf(after),
    sites: sites.slice(0, limit),
    paths: kept,
    isCut: sites.length > limit || paths.length > kept.length,
  };
}

function sideOf({ traces, duration }: TimeSpent): Side {
  return { traces, duration: duration / BigInt(Math.max(1, traces)) };
}

class Differ {
  readonly #before: bigint;
  readonly #after: bigint;

  constructor(tracesBefore: number, tracesAfter: number) {
    this.#before = BigInt(Math.max(1, tracesBefore));
    this.#after = BigInt(Math.max(1, tracesAfter));
  }

  between(before: Spent | undefined, after: Spent | undefined): Difference {
    const { service, name, site } = ((after ?? before) as Spent).example;
    const [was, is] = [shareOf(before, this.#before), shareOf(after, this.#after)];
    return {
      service,
      name,
      site,
      state: before === undefined ? "new" : after === undefined ? "gone" : "both",
      before: was,
      after: is,
      moreTotal: is.total - was.total,
      moreSelf: is.self - was.self,
    };
  }
}

function shareOf(spent: Spent | undefined, traces: bigint): Share {
  const { count, total, self } = spent?.sum ?? NOTHING;
  return { count, total: total / traces, self: self / traces };
}

/** Of two of one size, what takes more is the larger one. */
function compareSizes(a: bigint, b: bigint): number {
  const [sizeA, sizeB] = [sizeOf(a), sizeOf(b)];
  if (sizeA === sizeB) return Number(a > b) - Number(a < b);
  return sizeA < sizeB ? -1 : 1;
}

function sizeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}

type Pair = readonly [Path | undefined, Path | undefined];

/** All paths of either side, depth-first, by a stack of its own. */
function pathsOf(before: TimeSpent, after: TimeSpent, differ: Differ): readonly PathDifference[] {
  const rows: PathDifference[] = [];
  const stack = sorted(before.paths, after.paths, differ, 0);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { pair, row } = next;
    rows.push(row);
    const [was, is] = pair;
    for (const each of sorted(was?.below, is?.below, differ, row.depth + 1)) stack.push(each);
  }
  return rows;
}

interface Entry {
  readonly pair: Pair;
  readonly row: PathDifference;
}

/** The largest difference last, where a stack takes from. */
function sorted(
  before: ReadonlyMap<string, Path> | undefined,
  after: ReadonlyMap<string, Path> | undefined,
  differ: Differ,
  depth: number,
): Entry[] {
  const keys = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...keys]
    .map((key): Entry => {
      const pair: Pair = [before?.get(key), after?.get(key)];
      return { pair, row: { ...differ.between(...pair), depth } };
    })
    .sort((a, b) => compareSizes(a.row.moreTotal, b.row.moreTotal));
}

/** The rows with the largest differences, and those above them, without which they have no place. */
function largest(rows: readonly PathDifference[], limit: number): readonly PathDifference[] {
  if (rows.length <= limit) return rows;
  const order = [...rows.keys()].sort((a, b) =>
    compareSizes((rows[b] as PathDifference).moreTotal, (rows[a] as PathDifference).moreTotal),
  );
  const above = parentsOf(rows);
  const kept = new Set<number>();
  for (const index of order) {
    const room = limit - kept.size;
    const chain: number[] = [];
    for (let at: number | undefined = index; at !== undefined && !kept.has(at); at = above[at]) {
      chain.push(at);
      if (chain.length > room) break;
    }
    if (chain.length <= room) for (const at of chain) kept.add(at);
  }
  return rows.filter((_, index) => kept.has(index));
}

/** For each row of a depth-first list the one above it. */
function parentsOf(rows: readonly PathDifference[]): readonly (number | undefined)[] {
  const open: number[] = [];
  return rows.map(({ depth }, index) => {
    open.length = depth;
    const parent = open.at(-1);
    open.push(index);
    return parent;
  });
}
