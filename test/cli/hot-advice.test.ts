// A program is built, profiled, and built again by the advice of `uno-trace list --hot`; its calls are counted before and after.
import { readdirSync, readFileSync } from "node:fs";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { HotFunction } from "../../cli/hot/hot.js";
import { run as runCommand } from "../../cli/run.js";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { run } from "../toolchains/processes.js";
import { makeProject } from "../toolchains/temporary-project.js";

const project = makeProject("hot");
afterAll(() => project.remove());

interface Counted {
  readonly sites: readonly { readonly name: string; readonly calls: number; readonly duration: number }[];
}

interface Printed {
  readonly tracing: number;
  readonly functions: readonly HotFunction[];
  readonly rules: readonly object[];
}

async function buildProgram(): Promise<void> {
  await build({
    entryPoints: ["src/main.ts"],
    absWorkingDir: project.folder,
    outfile: project.path("out/main.mjs"),
    ...{ bundle: true, platform: "node", format: "esm", packages: "external", target: "node20" },
    sourcemap: true,
    plugins: [unoTrace({ config: project.path("uno-trace.json") })],
    logLevel: "silent",
  });
}

/** Runs the program, which is counted and profiled. */
async function record(folder: string): Promise<string> {
  const profiled = ["--cpu-prof", "--cpu-prof-interval", "500", "--cpu-prof-dir", folder];
  const { status, stdout } = await run([...profiled, "--import", "uno-trace/register", "out/main.mjs"], {
    cwd: project.folder,
    env: { OTEL_TRACES_EXPORTER: "none", UNO_TRACE_COUNT: folder },
  });
  expect(status).toBe(0);
  return stdout;
}

function countsIn(folder: string): Counted["sites"] {
  const names = readdirSync(project.path(folder)).filter((name) => name.startsWith("calls."));
  expect(names).toHaveLength(1);
  return (JSON.parse(readFileSync(project.path(`${folder}/${names[0]}`), "utf8")) as Counted).sites;
}

async function list(...args: string[]): Promise<Printed> {
  const lines: string[] = [];
  const io = { cwd: project.folder, color: false, out: (line: string) => lines.push(line), err: () => {} };
  expect(await runCommand(["list", ...args, "--json"], io)).toBe(0);
  return JSON.parse(lines.join("\n")) as Printed;
}

function sumOf(counts: Counted["sites"]): number {
  return counts.reduce((sum, { calls }) => sum + calls, 0);
}

let output = "";

beforeAll(async () => {
  await buildProgram();
  output = await record("before");
});

const SHORT = ["Scanner.get done", "Scanner.next", "Scanner.peek", "isDigit"];

it.each([
  ["a profile and counted calls", ["before"]],
  ["counted calls alone", ["counted"]],
])("%s advise against what is short, and say how often it was called", async (_, paths) => {
  const [name] = readdirSync(project.path("before")).filter((each) => each.startsWith("calls."));
  project.write("counted/calls.1.0.json", project.read(`before/${name}`));
  const { functions, tracing } = await list(...paths.flatMap((path) => ["--hot", path]));
  const advised = functions.filter((each) => each.advised);
  expect(advised.map((each) => each.name)).toEqual(expect.arrayContaining(SHORT));
  expect(advised.every(({ calls = 0, duration = 1 }) => calls > 1000 && duration < 0.01)).toBe(true);
  // Waiting is part of what is counted, so that it is known of this one.
  const load = functions.find((each) => each.name === "load");
  expect(load).toMatchObject({ calls: 40, advised: false });
  expect(load?.duration).toBeGreaterThan(1);
  expect(tracing).toBeGreaterThan(0.05);
});

it("by the advice the program makes a tenth of the spans, and does the same", async () => {
  const { rules, functions } = await list("--hot", "before");
  const config = JSON.parse(project.read("uno-trace.json"));
  project.write("uno-trace.json", { ...config, rules: [...config.rules, ...rules] });
  project.write("src/report.ts", project.read("src/report.ts").replace("// @trace", "//"));
  await buildProgram();
  expect(await record("after")).toBe(output);
  const [before, after] = [countsIn("before"), countsIn("after")];
  expect(sumOf(before)).toBeGreaterThan(500_000);
  expect(sumOf(after)).toBeLessThan(sumOf(before) / 10);
  const gone = functions.filter((each) => each.advised).map((each) => each.name);
  expect(after.filter(({ name }) => gone.includes(name))).toEqual([]);
  expect(after.find(({ name }) => name === "checksum")).toMatchObject({ calls: 40 });
  // What is left of tracing is a small part of what it was, whatever else the machine does.
  expect((await list("--hot", "after")).tracing).toBeLessThan((await list("--hot", "before")).tracing / 2);
});
