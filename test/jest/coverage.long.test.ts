// Coverage of a traced run in Jest, compared with that of the untraced one: what is counted, where it is, and how often.
import { afterEach, beforeAll, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
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
export function nested(xs: number[]) { return xs.map((x) => { const y = x + 1; return y; }).filter(Boolean); }
`;
const TEST = `import { A, B, cond, defaults, gen, later, load, nested, nothing, price, soon, stream, twice } from "./all";
test("all", async () => {
  price("a"); price("a", 5); twice(1); await load("a"); [...gen(1)]; await later(1); await soon(0); new A(1).m(); new B().m(); new A(1).z;
  await load("x").catch(() => {}); defaults(); nothing(); cond(true); nested([1]);
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

async function coverageOf(transform: Transform, provider: string, traced: boolean): Promise<FileCoverage> {
  project = jestProject({
    "src/all.ts": ALL,
    "src/all.test.ts": TEST,
    "uno-trace.json": { rules: [{ files: ["src/all.ts"], kinds: KINDS }], include: ["src/all.ts"] },
    "jest.config.json": {
      ...configOf(transform, traced),
      coverageProvider: provider,
      coverageReporters: ["json"],
    },
  });
  const { status, stdout, stderr } = await jest(project, ["--coverage"]);
  expect(status, stdout + stderr).toBe(0);
  const [coverage] = Object.values(JSON.parse(project.read("coverage/coverage-final.json")));
  return coverage as FileCoverage;
}

async function bothOf(name: string, provider: string): Promise<readonly [FileCoverage, FileCoverage]> {
  const transform = TRANSFORMS[name] as Transform;
  const plain = await coverageOf(transform, provider, false);
  project.remove();
  return [plain, await coverageOf(transform, provider, true)];
}

it("Istanbul counts the same by babel-jest", async () => {
  const [plain, traced] = await bothOf("babel-jest", "babel");
  expect(Object.keys(plain.fnMap).length).toBeGreaterThan(15);
  expect(countsOf(traced)).toEqual(countsOf(plain));
});

it("V8 finds the same lines and functions covered by babel-jest", async () => {
  const [plain, traced] = await bothOf("babel-jest", "v8");
  const covered = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).map((count) => count > 0);
  const linesOf = ({ statementMap, s }: FileCoverage) =>
    Object.entries(statementMap).map(([key, { start }]) => `${start.line} ${(s[key] ?? 0) > 0}`);
  expect(linesOf(traced)).toEqual(linesOf(plain));
  expect(covered(traced.f).sort()).toEqual(covered(plain.f).sort());
});
