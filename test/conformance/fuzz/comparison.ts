// A program in; the first difference between what it does as it is and what it does traced out.
import { ScriptTarget } from "typescript";
import { planFile } from "../../../transformer/plan.js";
import { type Emitter, everything, instrumenter } from "../instrumentation.js";
import { type Expectations, execute, type Outcome } from "./execution.js";
import type { Program } from "./programs.js";

/** How a program behaved differently. */
export interface Difference {
  readonly variant: string;
  readonly text: string;
  /** The instrumented program. */
  readonly code: string;
}

/** Something deliberately broken, to see that it is found. */
export type Mutation = (code: string) => string;

const ROOT = "/fuzz";
const FILE = "/fuzz/program.js";

const EXACT = (code: string) => code;

/** Runs a program in all ways. */
export async function compare(program: Program, mutate: Mutation = EXACT): Promise<Difference | undefined> {
  const { source, target } = program;
  const text = write(source, "text", program);
  // Nothing in it is broken: it cannot tell.
  if (mutate !== EXACT && mutate(text) === text) return undefined;
  const expected = expectationsOf(program);
  const untraced: Expectations = { ...expected, siteOf: new Map() };
  const raw = await execute(source, false, untraced);
  const first = await judge({ variant: "text", code: mutate(text) }, raw, expected);
  if (isDifference(first)) return first;
  // What TypeScript changes without a transformer is not ours; its lowering breaks some programs altogether.
  for (const version of ["ESNext", ...(target ? [target] : [])] as const) {
    const plain = printedAlone(program, version);
    if (plain === undefined) continue;
    const printed = await execute(plain, false, untraced);
    const isKept = differenceOf(raw.log, printed.log) === undefined;
    if (version !== "ESNext" && !isKept) continue;
    const attempt = { variant: `ast, ${version}`, code: mutate(write(source, "ast", program, version)) };
    const next = await judge(attempt, printed, expected);
    if (isDifference(next)) return next;
    // Lowering changes more than the log shows: when defaults of a generator's parameters are evaluated, for one.
    const lowered = () => execute(write(text, "none", program, version), true, expected);
    const like = version === "ESNext" ? first : isKept && mutate === EXACT ? await lowered() : undefined;
    const spans = like && differenceOf(like.spans, next.spans);
    if (spans) return { ...attempt, text: `the spans differ from those of the text emitter: ${spans}` };
  }
  return undefined;
}

/** What TypeScript prints without a transformer; `undefined` where it fails by itself, as its checker does on a few. */
function printedAlone(program: Program, version: Version): string | undefined {
  try {
    return write(program.source, "none", program, version);
  } catch {
    return undefined;
  }
}

type Attempt = Omit<Difference, "text">;

/** Runs one instrumented program with tracing on and off. */
async function judge(attempt: Attempt, raw: Outcome, expected: Expectations): Promise<Difference | Outcome> {
  const on = await execute(attempt.code, true, expected);
  const text = differenceOf(raw.log, on.log) ?? on.faults[0];
  if (text) return { ...attempt, text };
  const off = await execute(attempt.code, false, { ...expected, siteOf: new Map() });
  const offText = differenceOf(raw.log, off.log) ?? off.faults[0];
  return offText ? { ...attempt, text: `with tracing off: ${offText}` } : on;
}

const isDifference = (found: Difference | Outcome): found is Difference => "text" in found;

type Version = keyof typeof ScriptTarget;

function write(source: string, emitter: Emitter, program: Program, version: Version = "ESNext"): string {
  return instrumenter(emitter, ROOT, optionsOf(program), ScriptTarget[version])(source, FILE, false);
}

// Whichever of these are parameters: with and without a property, which may be a getter.
const ARGS = Array.from({ length: 60 }, (_, number) => [`p${number}`, `p${number}.a`, `v${number}.a`]).flat();

const optionsOf = ({ captures }: Program) => (captures ? ({ result: true, args: ARGS } as const) : {});

function differenceOf(expected: readonly string[], found: readonly string[]): string | undefined {
  const length = Math.max(expected.length, found.length);
  for (let line = 0; line < length; line++) {
    if (expected[line] === found[line]) continue;
    return `line ${line + 1}\n  expected: ${expected[line] ?? "nothing"}\n  found:    ${found[line] ?? "nothing"}`;
  }
  return undefined;
}

/** Each `log` stands in one function's body: while it runs, that function's span must be the current one. */
function expectationsOf(program: Program): Expectations {
  const { source, mayStall } = program;
  const plan = planFile(source, FILE, everything(ROOT, optionsOf(program)));
  if (plan.unparsable) throw new Error(`the generated program does not parse:\n${source}`);
  const siteOf = new Map<string, string>();
  for (const { 0: text, 1: tag, index } of source.matchAll(/\blog\("(f\d+:\d+)"/g)) {
    const innermost = plan.functions
      .filter(({ start, end }) => start <= index && index + text.length <= end)
      .at(-1);
    const site = plan.sites.find(({ start, end }) => start === innermost?.start && end === innermost.end);
    if (site && index >= site.body.start && index < site.body.end) {
      siteOf.set(tag as string, `${site.data.line}:${site.data.column}`);
    }
  }
  return { siteOf, mayStall, allTraced: plan.functions.every(({ traced }) => traced) };
}
