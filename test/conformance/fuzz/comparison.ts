// A program in; the first difference between what it does as it is and what it does traced out.
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
  const { source } = program;
  const expected = expectationsOf(program);
  const write = (emitter: Emitter) => instrumenter(emitter, ROOT, optionsOf(program))(source, FILE, false);
  const untraced = { ...expected, siteOf: new Map() };
  const raw = await execute(source, false, untraced);
  const traced: Outcome[] = [];
  for (const emitter of ["text", "ast"] as const) {
    const code = mutate(write(emitter));
    const on = await execute(code, true, expected);
    const off = await execute(code, false, untraced);
    traced.push(on);
    const text =
      differenceOf(raw.log, on.log) ??
      on.faults[0] ??
      whenOff(differenceOf(raw.log, off.log) ?? off.faults[0]);
    if (text && !(emitter === "ast" && (await isOfTypeScript(raw, write("none"), untraced)))) {
      return { variant: emitter, text, code };
    }
  }
  const [text, ast] = traced as [Outcome, Outcome];
  const spans = differenceOf(text.spans, ast.spans);
  return spans ? { variant: "text and ast", text: `spans differ: ${spans}`, code: write("ast") } : undefined;
}

const optionsOf = ({ result }: Program) => (result ? ({ result: true } as const) : {});

const whenOff = (text: string | undefined) => text && `with tracing off: ${text}`;

/** What TypeScript changes without a transformer is not ours. */
async function isOfTypeScript(raw: Outcome, printed: string, expected: Expectations): Promise<boolean> {
  return differenceOf(raw.log, (await execute(printed, false, expected)).log) !== undefined;
}

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
  return { siteOf, mayStall };
}
