// Costs of traced functions in; which of them cost more than they tell out, and what takes these out.
import { relativePath } from "../../transformer/config/globs.js";
import { rulesForFile } from "../../transformer/config/rules.js";
import type { Config } from "../../transformer/model/config-file.js";
import type { Costs } from "./costs.js";
import { type Calls, SPAN_COST } from "./counts.js";
import type { TracedFunction } from "./source-functions.js";

/** A traced function, and whether its spans are worth what they cost. */
export interface Judged {
  readonly traced: TracedFunction;
  /** Share of the processor time that its spans took, 0 to 1. */
  readonly tracing: number;
  /** Share that the function took with all that it calls, but for tracing; counted calls have it in wall time. */
  readonly work: number;
  readonly calls: Calls | undefined;
  /** Its spans cost more than they tell. */
  readonly isAdvised: boolean;
}

/** What to do about functions of one file. */
export type Mend =
  | { readonly kind: "rule"; readonly rule: { files: string[]; functions: string[]; trace: false } }
  | { readonly kind: "remove"; readonly file: string; readonly functions: readonly string[] }
  | { readonly kind: "no-trace"; readonly file: string; readonly line: number; readonly name: string };

/** A span is worth a twentieth of what it measures. */
const WORTH = 1 / 20;
/** Of the program's processor time: what costs less is left alone. */
const LEAST_SHARE = 1 / 5000;
/** A single sample may be chance. */
const LEAST_SAMPLES = 2;

/** Judges every function that has cost something, the dearest first. */
export function judge(
  { functions, busy }: Costs,
  calls: ReadonlyMap<TracedFunction, Calls>,
  isSampled: boolean,
): readonly Judged[] {
  const judged = [...functions].map(([traced, { tracing, total }]): Judged => {
    const counted = calls.get(traced);
    const isDear = tracing >= busy * LEAST_SHARE && (!isSampled || tracing >= LEAST_SAMPLES);
    const isAdvised = isDear && (counted ? isShort(counted) : !traced.info.async && tracing > total * WORTH);
    return { traced, tracing: tracing / busy, work: total / busy, calls: counted, isAdvised };
  });
  return judged.sort((one, other) => other.tracing - one.tracing);
}

/** Counted calls say more than a profile, which does not see what a function waits for: that may be what its span tells. */
function isShort({ count, duration }: Calls): boolean {
  return (duration / count) * WORTH < SPAN_COST;
}

/** What takes functions out, file by file. */
export function mendsOf(advised: readonly TracedFunction[], config: Config): readonly Mend[] {
  const files = [...new Set(advised.map(({ file }) => file))].sort();
  return files.flatMap((file) => {
    const here = advised.filter((each) => each.file === file);
    const marked = here.filter(({ info }) => info.reason.kind === "directive");
    // Without its directive a function is traced all the same where globs select its file.
    const isSelected = rulesForFile(config, file).mayTrace;
    const ruled = isSelected ? here.filter((each) => !isShared(each)) : [];
    return [...rulesFor(relativePath(config.root, file), ruled), ...directivesFor(file, marked)];
  });
}

function rulesFor(path: string, selected: readonly TracedFunction[]): Mend[] {
  if (selected.length === 0) return [];
  const functions = [...new Set(selected.map(({ info }) => patternOf(info.ownName)))].sort();
  return [{ kind: "rule", rule: { files: [patternOf(path)], functions, trace: false } }];
}

/** A name that is no pattern: nothing can be escaped there, but `?` is any character. */
function patternOf(name: string): string {
  return name.replace(/[[\]{}()*!+@\\]/g, "?");
}

/** A directive above one function is removed; from that of a class or an object, which has others, a method is taken out. */
function directivesFor(file: string, marked: readonly TracedFunction[]): Mend[] {
  const [shared, own] = [marked.filter(isShared), marked.filter((each) => !isShared(each))];
  const removed: Mend[] =
    own.length > 0 ? [{ kind: "remove", file, functions: own.map(({ info }) => info.ownName).sort() }] : [];
  const written = shared.map(
    ({ info: { line, ownName } }): Mend => ({ kind: "no-trace", file, line, name: ownName }),
  );
  return [...removed, ...written];
}

function isShared({ info, siblings }: TracedFunction): boolean {
  const { reason } = info;
  if (reason.kind !== "directive") return false;
  const others = siblings.filter(({ reason: of }) => of.kind === "directive" && of.line === reason.line);
  return others.length > 1;
}
