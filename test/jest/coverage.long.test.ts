// Coverage of a traced run in Jest and Vitest and by c8, compared with that of the untraced one: what is counted, where it is, and how often.
import { join } from "node:path";
import ts from "typescript";
import { afterEach, beforeAll, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { type Finished, run } from "../toolchains/processes.js";
import type { TemporaryProject } from "../toolchains/temporary-project.js";
import { configOf, jest, jestProject, TRANSFORMS, type Transform } from "./project.js";

beforeAll(() => packagesOf("test/jest"), 600_000);

let project: TemporaryProject;
afterEach(() => project.remove());

const ALL = `export function price(id: string, n?: number): number {
  if (n === undefined) return id.length;
  for (const c of id) { n += c.length }
  return n > 3 ? n : 0;
}
export const twice = (a: number) => a * 2;
export const never = (a: number) => a * 3;
export async function load(id: string): Promise<string> {
  const v = await Promise.resolve(id);
  if (v === "x") {
    throw new Error("no");
  }
  return v;
}
export function* gen(n: number) { yield n; yield* [1, 2]; }
export async function* stream(n: number) {
  for await (const x of [1, n]) yield x;
}
export const later = async (a: number) => { await a; };
export const soon = async (a: number) => await a || 3;
export class A {
  #y = 1;
  constructor(public x: number) { this.#y = x; }
  m() { return this.x && this.#y; }
  get z() { try { return this.x; } finally { this.#y++; } }
  static unused() { return 1; }
}
export class B extends A {
  constructor() { super(3); }
  m() { return super.m() + 1; }
}
export function unused(): void {
  if (Math.random()) console.log("a");
  else console.log("b");
}
export function defaults(a = 1, { b = 2 } = {}) { switch (a) { case 1: return b; default: return a ?? b; } }
export function nothing() {}
export const cond = (a: boolean) => a ? 1 : 2;
export function noted() {
  // nothing
}
export function nested(xs: number[]) { return xs.map((x) => { const y = x + 1; return y; }).filter(Boolean); }
`;
const TEST = `import { A, B, cond, defaults, gen, later, load, nested, noted, nothing, price, soon, stream, twice } from "./all";
test("all", async () => {
  price("a"); price("a", 5); twice(1); await load("a"); [...gen(1)]; await later(1); await soon(0); new A(1).m(); new B().m(); new A(1).z;
  await load("x").catch(() => {}); defaults(); nothing(); noted(); cond(true); nested([1]);
  for await (const x of stream(2)) void x;
});
`;
const KINDS = ["functions", "arrows", "methods", "generators", "accessors", "constructors", "callbacks"];

interface Location {
  readonly start: { readonly line?: number; readonly column?: number };
  readonly end: { readonly line?: number; readonly column?: number };
}
interface FileCoverage {
  readonly statementMap: Readonly<Record<string, Location>>;
  readonly s: Readonly<Record<string, number>>;
  readonly fnMap: Readonly<Record<string, { readonly decl: Location; readonly loc: Location }>>;
  readonly f: Readonly<Record<string, number>>;
  readonly branchMap: Readonly<
    Record<string, { readonly type: string; readonly locations: readonly Location[] }>
  >;
  readonly b: Readonly<Record<string, readonly number[]>>;
}

const shown = ({ start, end }: Location) => `${start.line}:${start.column}-${end.line}:${end.column}`;

/** Every count with its place; the numbers of nameless functions are left out. */
function countsOf({ statementMap, s, fnMap, f, branchMap, b }: FileCoverage): readonly string[] {
  return [
    ...Object.entries(statementMap).map(([key, loc]) => `statement ${shown(loc)} = ${s[key]}`),
    ...Object.entries(fnMap).map(
      ([key, { decl, loc }]) => `function ${shown(decl)} ${shown(loc)} = ${f[key]}`,
    ),
    ...Object.entries(branchMap).map(
      ([key, { type, locations }]) => `${type} ${locations.map(shown)} = ${b[key]}`,
    ),
  ].sort();
}

/** The same by the lines on which things begin. */
const startsOf = (coverage: FileCoverage) =>
  countsOf(coverage)
    .map((count) => count.replaceAll(/(\d+):\w+-\w+:\w+/g, "$1"))
    .sort();

interface Report {
  readonly json: FileCoverage;
  /** Lines, functions and branches as lcov has them; what a nameless function is called counts those before it. */
  readonly lcov: string;
}

const SOURCES = {
  "src/all.ts": ALL,
  "uno-trace.json": { rules: [{ files: ["src/all.ts"], kinds: KINDS }], include: ["src/all.ts"] },
};

async function reportOf({ status, stdout, stderr }: Finished): Promise<Report> {
  expect(status, stdout + stderr).toBe(0);
  const [json] = Object.values(JSON.parse(project.read("coverage/coverage-final.json")));
  const lcov = project.read("coverage/lcov.info").replaceAll(/anonymous_\d+/g, "anonymous");
  project.remove();
  return { json: json as FileCoverage, lcov };
}

async function inJest(transform: Transform, provider: string, traced: boolean): Promise<Report> {
  project = jestProject({
    ...SOURCES,
    "src/all.test.ts": TEST,
    "jest.config.json": {
      ...configOf(transform, traced),
      coverageProvider: provider,
      coverageReporters: ["json", "lcovonly"],
    },
  });
  return reportOf(await jest(project, ["--coverage"]));
}

async function inVitest(provider: string, traced: boolean): Promise<Report> {
  const coverage = { provider, include: ["src/all.ts"], reporter: ["json", "lcovonly"] };
  const plugins = traced ? "[unoTrace()]" : "[]";
  project = jestProject({
    ...SOURCES,
    "src/all.test.ts": `import { expect, test } from "vitest";\n${TEST}`,
    "vitest.config.mjs": `import { unoTrace } from "uno-trace/vite";
export default { plugins: ${plugins}, test: { coverage: ${JSON.stringify(coverage)} } };
`,
  });
  const vitest = join(project.folder, "node_modules/vitest/vitest.mjs");
  return reportOf(await run([vitest, "run", "--coverage"], { cwd: project.folder, env: { CI: "1" } }));
}

/** Without types it compiles once, and soon. */
const WAYS: Readonly<Record<string, Transform>> = {
  ...TRANSFORMS,
  "ts-jest alone": ["ts-jest", { isolatedModules: true }],
};

/** How exact a transformer's maps are: with some, an arrow's body begins or ends a column further on. */
const COMPARED = [
  ["babel-jest", "babel", countsOf],
  ["babel-jest", "v8", startsOf],
  ["ts-jest alone", "babel", startsOf],
  ["ts-jest", "v8", startsOf],
  ["@swc/jest", "babel", startsOf],
  ["@swc/jest", "v8", countsOf],
] as const;

it.each(COMPARED)("Jest counts the same: %s, %s", async (name, provider, compared) => {
  const transform = WAYS[name] as Transform;
  const plain = await inJest(transform, provider, false);
  const traced = await inJest(transform, provider, true);
  expect(Object.keys(plain.json.fnMap).length).toBeGreaterThan(15);
  expect(compared(traced.json)).toEqual(compared(plain.json));
  expect(traced.lcov).toBe(plain.lcov);
});

it.each(["v8", "istanbul"])("Vitest counts the same: %s", async (provider) => {
  const plain = await inVitest(provider, false);
  const traced = await inVitest(provider, true);
  expect(Object.keys(plain.json.fnMap).length).toBeGreaterThan(15);
  expect(countsOf(traced.json)).toEqual(countsOf(plain.json));
  expect(traced.lcov).toBe(plain.lcov);
});

const PROGRAM = `import { A, B, cond, defaults, gen, later, load, nested, noted, nothing, price, soon, stream, twice } from "./all.js";
const test = (_, run) => run();
${TEST.slice(TEST.indexOf("test("))}
try { A.prototype.m.call(undefined); } catch ({ stack }) { console.log(/all\\.js:\\d+:\\d+/.exec(stack)[0]); }
`;

/** c8 has no statements but lines. */
async function byC8(traced: boolean): Promise<{ readonly lcov: string; readonly frame: string }> {
  const source = ts.transpileModule(ALL, { compilerOptions: { target: 9, module: 99 } }).outputText;
  project = jestProject({
    "package.json": { name: "shop", type: "module" },
    "src/all.js": source,
    "src/main.js": PROGRAM,
    "uno-trace.json": { rules: [{ files: ["src/all.js"], kinds: KINDS }], include: ["src/all.js"] },
  });
  const c8 = [
    join(project.folder, "node_modules/c8/bin/c8.js"),
    "--include=src/all.js",
    "--reporter=lcovonly",
  ];
  const loader = traced ? ["--import", "uno-trace/loader"] : [];
  const ended = await run([...c8, process.execPath, ...loader, "src/main.js"], { cwd: project.folder });
  expect(ended.status, ended.stdout + ended.stderr).toBe(0);
  const lcov = project.read("coverage/lcov.info");
  project.remove();
  return { lcov, frame: ended.stdout };
}

it("c8 counts the same by the loader, but for the module itself and braces that end a body", async () => {
  const { lcov: plain, frame } = await byC8(false);
  const { lcov: traced, frame: same } = await byC8(true);
  expect(frame).toMatch(/^all\.js:\d+/);
  expect(same).toBe(frame);
  const functions = (lcov: string) => lcov.match(/^FN.*$/gm);
  const branches = (lcov: string) =>
    lcov
      .match(/^BRDA:.*$/gm)
      ?.map((line) => line.replace(/,\d+,/, ","))
      .sort();
  const covered = (lcov: string) =>
    lcov.match(/^DA:.*$/gm)?.map((line) => line.replace(/,[1-9]\d*$/, " covered"));
  expect(functions(traced)).toEqual(functions(plain));
  expect(covered(traced)).toEqual(covered(plain));
  const [module, ...others] = branches(plain) ?? [];
  expect(module).toBe("BRDA:1,0,1");
  expect(branches(traced)).toEqual(others);
});
