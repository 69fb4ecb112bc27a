// A checkout of w3c/trace-context in; its suite run against our service, what each test said, and a row of docs/conformance.md out.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import { rowsOfSection, writeSection } from "../document.js";
import { listen, startService } from "./service.js";

/** What the suite said. */
export interface SuiteResult {
  readonly ran: number;
  readonly passed: readonly string[];
  /** Failed, or not run: names and outcomes. */
  readonly rest: readonly string[];
  /** All that it printed. */
  readonly output: string;
}

/** The highest levels that the suite knows. */
const LEVELS = { SPEC_LEVEL: "2", STRICT_LEVEL: "2" };

/** Runs the suite of a checkout, by a Python that has aiohttp. */
export async function runSuite(root: string, python: string): Promise<SuiteResult> {
  const service = await startService();
  try {
    const output = await runPython(python, join(root, "test"), {
      ...LEVELS,
      SERVICE_ENDPOINT: service.url,
      HARNESS_PORT: String(await freePort()),
    });
    return readOutput(output);
  } finally {
    await service.stop();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function runPython(
  python: string,
  cwd: string,
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(python, ["test.py", variables.SERVICE_ENDPOINT as string], {
    cwd,
    env: { ...process.env, ...variables, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  return output;
}

/** Reads what Python's unittest prints: a name and a class, perhaps a line of description, then the outcome. */
export function readOutput(output: string): SuiteResult {
  const ran = /^Ran (\d+) tests? in/m.exec(output)?.[1];
  if (ran === undefined) throw new Error(`the suite did not run:\n${output}`);
  const outcomes = [...output.matchAll(/^(test_\w+) \([^)]*\)\n?[^\n]*? \.\.\. (\S[^\n]*)$/gm)].map(
    ([, name = "", outcome = ""]) => ({ name, outcome }),
  );
  const isPassed = ({ outcome }: { outcome: string }) => outcome === "ok";
  return {
    ran: Number(ran),
    passed: outcomes.filter(isPassed).map(({ name }) => name),
    rest: outcomes.filter((each) => !isPassed(each)).map(({ name, outcome }) => `${name}: ${outcome}`),
    output,
  };
}

/** Whether something failed, was left out, or cannot be told. */
export const hasFailed = ({ ran, passed }: SuiteResult): boolean => ran === 0 || passed.length !== ran;

/** Prints the outcome; of a failure all that the suite said. */
export function printSuite(result: SuiteResult): void {
  if (hasFailed(result)) console.log(result.output);
  for (const line of result.rest) console.log(line);
  console.log(`${result.ran} tests, ${result.passed.length} passed`);
}

const SECTION = "W3C Trace Context";
const COLUMNS = ["specification level", "strictness", "Node", "tests", "passed"];

/** Puts the run into docs/conformance.md, in place of an earlier one of the same Node. */
export function writeSuite({ ran, passed }: SuiteResult): void {
  const row = [LEVELS.SPEC_LEVEL, LEVELS.STRICT_LEVEL, process.version, String(ran), String(passed.length)];
  const others = rowsOfSection(SECTION).filter(([, , node]) => node !== process.version);
  const rows = [...others, row].sort(([, , a = ""], [, , b = ""]) => (a < b ? -1 : 1));
  writeSection(SECTION, { columns: COLUMNS, rows });
}
