// A program in; the first difference between what it does as it is and what it does traced out.
import { planFile } from "../../../transformer/plan.js";
import { type Emitter, everything, instrumenter, type Target } from "../instrumentation.js";
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

/** What is the same of a program whatever is broken in the emitters: written and run once, when first asked for. */
class Facts {
  readonly expected: Expectations;
  readonly untraced: Expectations;
  readonly #known = new Map<string, unknown>();

  constructor(readonly program: Program) {
    this.expected = expectationsOf(program);
    this.untraced = { ...this.expected, siteOf: new Map() };
  }

  text(): string {
    return this.#once("text", () => write(this.program.source, "text", this.program));
  }

  ast(version: Target): string {
    return this.#once(`ast ${version}`, () => write(this.program.source, "ast", this.program, version));
  }

  raw(): Promise<Outcome> {
    return this.#once("raw", () => execute(this.program.source, false, this.untraced));
  }

  /** What TypeScript makes of it without a transformer, run; `undefined` where it fails by itself, as its checker does on a few. */
  printed(version: Target): Promise<Outcome> | undefined {
    return this.#once(`printed ${version}`, () => {
      const plain = printedAlone(this.program, version);
      return plain === undefined ? undefined : execute(plain, false, this.untraced);
    });
  }

  #once<T>(key: string, make: () => T): T {
    if (!this.#known.has(key)) this.#known.set(key, make());
    return this.#known.get(key) as T;
  }
}

/** Runs a program in all ways. */
export const compare = (program: Program): Promise<Difference | undefined> =>
  compareFacts(new Facts(program), EXACT);

/** Which of some mutations make a difference to a program. */
export async function findDifferent(
  program: Program,
  mutations: ReadonlyMap<string, Mutation>,
): Promise<readonly string[]> {
  const facts = new Facts(program);
  const found: string[] = [];
  for (const [name, mutate] of mutations) {
    // Where nothing is broken it cannot tell.
    const isBroken = mutate(facts.text()) !== facts.text();
    if (isBroken && (await compareFacts(facts, mutate)) !== undefined) found.push(name);
  }
  return found;
}

async function compareFacts(facts: Facts, mutate: Mutation): Promise<Difference | undefined> {
  const { program, expected } = facts;
  const text = mutate(facts.text());
  const raw = await facts.raw();
  const first = await judge({ variant: "text", code: text }, raw, expected);
  if (isDifference(first)) return first;
  // What TypeScript changes without a transformer is not ours; its lowering breaks some programs altogether.
  for (const version of ["ESNext", ...(program.target ? [program.target] : [])] as const) {
    const printed = await facts.printed(version);
    if (printed === undefined) continue;
    const isKept = differenceOf(raw.log, printed.log) === undefined;
    if (version !== "ESNext" && !isKept) continue;
    const attempt = { variant: `ast, ${version}`, code: mutate(facts.ast(version)) };
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
function printedAlone(program: Program, version: Target): string | undefined {
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

function write(source: string, emitter: Emitter, program: Program, version: Target = "ESNext"): string {
  return instrumenter(emitter, ROOT, optionsOf(program), version)(source, FILE, false);
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
