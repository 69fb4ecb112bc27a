// Two manifests in; the spans that one has and the other lacks out, with those that were renamed, moved or set otherwise.
import type { Manifest, ManifestEntry } from "../../hosts/manifest/manifest.js";

/** A traced function before and after. */
export type SpanChange =
  | { readonly change: "added"; readonly after: ManifestEntry }
  | { readonly change: "removed"; readonly before: ManifestEntry; readonly why?: string }
  | {
      /** `renamed` has another span name, `moved` another file, `changed` other options. */
      readonly change: "renamed" | "moved" | "changed";
      readonly before: ManifestEntry;
      readonly after: ManifestEntry;
    };

/** What the spans of two functions are compared by: a pair is one function. */
type Likeness = (entry: ManifestEntry) => string | undefined;

/** From the surest to the boldest: what is left of both sides is compared by the next. */
const LIKENESSES: readonly Likeness[] = [
  ({ file, name, line }) => `${file}\n${name}\n${line}`,
  ({ file, name }) => `${file}\n${name}`,
  // A directive gave the span another name.
  ({ file, name, function: own = name }) => `${file}\n${own}`,
  ({ name }) => name,
  // It is called otherwise, and stands where it stood.
  ({ file, line, column }) => `${file}\n${line}:${column}`,
  // Functions without a name have that of their place, which each line above them changes.
  (entry) => (isPlace(entry) ? `${entry.file}\n${entry.kind}` : undefined),
];

/** The changes between two manifests, by file and line of what is there now. */
export function changesBetween(old: Manifest, next: Manifest): readonly SpanChange[] {
  const left = { before: [...old.sites], after: [...next.sites] };
  const pairs = LIKENESSES.flatMap((likeness) => takePairs(left, likeness));
  const changes: SpanChange[] = [
    ...pairs.flatMap(([before, after]) => changeOf(before, after)),
    ...left.after.map((after): SpanChange => ({ change: "added", after })),
    ...left.before.map((before): SpanChange => ({ change: "removed", before, ...skippedIn(next, before) })),
  ];
  return changes.sort(byPlace);
}

type Pair = readonly [before: ManifestEntry, after: ManifestEntry];

/** Takes out what is alike on both sides: where several are, in their order. */
function takePairs(left: { before: ManifestEntry[]; after: ManifestEntry[] }, likeness: Likeness): Pair[] {
  const waiting = new Map<string, ManifestEntry[]>();
  for (const entry of left.before) {
    const key = likeness(entry);
    if (key === undefined) continue;
    const known = waiting.get(key);
    if (known) known.push(entry);
    else waiting.set(key, [entry]);
  }
  const pairs: Pair[] = [];
  left.after = left.after.filter((after) => {
    const before = waiting.get(likeness(after) ?? "")?.shift();
    if (before === undefined) return true;
    pairs.push([before, after]);
    return false;
  });
  const taken = new Set(pairs.map(([before]) => before));
  left.before = left.before.filter((before) => !taken.has(before));
  return pairs;
}

function changeOf(before: ManifestEntry, after: ManifestEntry): readonly SpanChange[] {
  if (before.name !== after.name && !arePlaces(before, after)) return [{ change: "renamed", before, after }];
  if (before.file !== after.file) return [{ change: "moved", before, after }];
  return optionsOf(before) === optionsOf(after) ? [] : [{ change: "changed", before, after }];
}

function arePlaces(before: ManifestEntry, after: ManifestEntry): boolean {
  return isPlace(before) && isPlace(after);
}

function isPlace({ name, file, line }: ManifestEntry): boolean {
  return name.endsWith(`:${line}`) && file.endsWith(name.slice(0, name.lastIndexOf(":")));
}

function optionsOf({ options = {} }: ManifestEntry): string {
  const { name: _, ...others } = options;
  return JSON.stringify(Object.entries(others).sort());
}

/** Why a function that is still there has no span any more. */
function skippedIn({ skipped }: Manifest, { file, name }: ManifestEntry): { readonly why?: string } {
  const found = skipped.find((each) => each.file === file && each.name === name);
  return found === undefined ? {} : { why: found.why };
}

/** What is there now, else what was. */
export function placeOf(change: SpanChange): ManifestEntry {
  return "after" in change ? change.after : change.before;
}

function byPlace(a: SpanChange, b: SpanChange): number {
  const [left, right] = [placeOf(a), placeOf(b)];
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column || a.change.localeCompare(b.change);
}
