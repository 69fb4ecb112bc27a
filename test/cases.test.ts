// A folder in test/cases is a case: built by both emitters, executed, compared; see test/cases/README.md.

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../transformer/config/config.js";
import type { Range } from "../transformer/model/range.js";
import { planFile } from "../transformer/plan.js";
import { positionsOf } from "../transformer/source/source-position.js";
import { buildVariant, type Variant, variantsOf } from "./harness/case-builds.js";

const CASES = join(import.meta.dirname, "cases");
const TEMP = join(import.meta.dirname, "../.tmp/cases");
const RUNNER = join(import.meta.dirname, "harness/run-case.mjs");
const OFF = join(import.meta.dirname, "harness/no-recorder.mjs");
const run = promisify(execFile);

interface Outcome {
  readonly result: string;
  readonly rejections: readonly string[];
  readonly spans: readonly string[];
  readonly stacks: readonly string[];
}

const names = readdirSync(CASES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.includes(process.env.FILTER ?? ""))
  .map((entry) => entry.name);

describe.concurrent.each(names)("%s", (name) => {
  const folder = join(CASES, name);
  const input = join(
    folder,
    readdirSync(folder).find((file) => /^input\.[cm]?[jt]sx?$/.test(file)) as string,
  );
  const variants = variantsOf(input);
  const first = variants[0]?.name as string;
  const files: Record<string, string> = {};
  let outcomes: Record<string, Outcome> = {};
  let unrecorded: Record<string, Outcome> = {};

  beforeAll(async () => {
    const temp = join(TEMP, name);
    rmSync(temp, { recursive: true, force: true });
    mkdirSync(temp, { recursive: true });
    for (const variant of variants) {
      files[rawName(variant)] = await buildVariant(variant, input, join(temp, rawName(variant)), false);
      files[variant.name] = await buildVariant(variant, input, join(temp, variant.name), true);
    }
    [outcomes, unrecorded] = await Promise.all([execute(files), execute(files, OFF)]);
  });

  it("does what it did untraced", () => {
    for (const variant of variants) {
      const { result, rejections } = outcomes[rawName(variant)] as Outcome;
      expect(outcomes[variant.name], variant.name).toMatchObject({ result, rejections });
    }
  });

  it("does what it did untraced when tracing is off", () => {
    for (const variant of variants)
      expect(unrecorded[variant.name], variant.name).toEqual(unrecorded[rawName(variant)]);
  });

  it("gives the expected spans from both emitters", async ({ expect }) => {
    await expect(textOf(outcomes[first] as Outcome)).toMatchFileSnapshot(join(folder, "expected.txt"));
    for (const variant of variants) {
      expect(outcomes[variant.name]?.spans, variant.name).toEqual(outcomes[first]?.spans);
    }
  });

  it("is written as reviewed, and a second pass changes nothing", async ({ expect }) => {
    for (const emitter of ["text", "ast"]) {
      const variant = variants.find((candidate) => candidate.name.startsWith(emitter));
      if (!variant) continue;
      const snapshot = `output.${emitter}.js`;
      const code = readFileSync(files[variant.name] as string, "utf8").replace(
        /\n?\/\/# sourceMappingURL.*/,
        "",
      );
      await expect(code).toMatchFileSnapshot(join(folder, snapshot));
      expect(planFile(code, join(folder, "input.mjs"), loadConfig({ root: folder }).config).sites).toEqual(
        [],
      );
    }
  });

  it("maps every literal and every thrown error to where it stands in the source", () => {
    const source = readFileSync(input, "utf8");
    const { sites } = planFile(source, input, loadConfig({ root: folder }).config);
    const plain = sites.flatMap(({ plainBody }) => plainBody ?? []);
    for (const variant of variants) expectMapped(source, files[variant.name] as string, variant.name, plain);
    // The engine throws where a generator delegates to nonsense.
    const thrown = linesOf(source, /\bnew \w*Error\(|\byield\*/g);
    for (const variant of variants) {
      for (const stack of (outcomes[variant.name] as Outcome).stacks)
        if (isMadeByNode(stack)) expectLeftAt(stack, source, variant.name);
        else expectThrownAt(stack, thrown, variant.name);
    }
  });
});

/** Runs all builds of a case in one process. */
async function execute(files: Readonly<Record<string, string>>, ...recorder: string[]) {
  const args = ["--enable-source-maps", RUNNER, JSON.stringify(files), ...recorder];
  return JSON.parse((await run(process.execPath, args)).stdout) as Record<string, Outcome>;
}

const rawName = (variant: Variant) => `${variant.name}-raw`;

const textOf = ({ result, rejections, spans }: Outcome): string =>
  [
    `result: ${result}`,
    ...rejections.map((reason) => `unhandled rejection: ${reason}`),
    "spans:",
    ...spans,
    "",
  ].join("\n");

/** Literals that occur once in the source and once in the output, or twice in a body that is written twice, must map to it. */
function expectMapped(source: string, file: string, variant: string, plain: readonly Range[]): void {
  const output = readFileSync(file, "utf8");
  const map = new TraceMap(readFileSync(`${file}.map`, "utf8"));
  const at = { source: positionsOf(source), output: positionsOf(output) };
  let checked = 0;
  // Comments, directives and imports are not in the map as they stand.
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*|^import.*|^\s*"[^"]*";?$/gm, "");
  for (const [literal] of code.matchAll(/"[\w .:'-]{3,}"/g)) {
    const offset = source.indexOf(literal);
    const isTwice = plain.some(({ start, end }) => start <= offset && offset < end);
    if (!isUnique(source, literal) || (!isTwice && !isUnique(output, literal))) continue;
    const expected = at.source(offset);
    const found = placesOf(literal, output).map((index) => {
      const { line, column } = at.output(index);
      const original = originalPositionFor(map, { line, column: column - 1 });
      return `${original.line}:${(original.column ?? -1) + 1}`;
    });
    const place = `${expected.line}:${expected.column}`;
    if (isTwice)
      expect(
        found.filter((each) => each === place),
        `${variant}: ${literal}`,
      ).toHaveLength(2);
    else expect(found, `${variant}: ${literal}`).toEqual([place]);
    checked++;
  }
  expect(checked, `${variant}: no literal to check`).toBeGreaterThan(0);
}

function placesOf(part: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}

const isUnique = (text: string, part: string) =>
  text.indexOf(part) === text.lastIndexOf(part) && text.includes(part);

function linesOf(source: string, pattern: RegExp): Set<string> {
  const at = positionsOf(source);
  return new Set(
    [...source.matchAll(pattern)].map((match) => {
      const { line, column } = at(match.index);
      return `${line}:${column}`;
    }),
  );
}

const isMadeByNode = (stack: string | undefined): stack is string =>
  /\n {4}at .*/.exec(stack ?? "")?.[0].includes("node:") ?? false;

/** The first frame of a recorded stack is where the source says `new Error(`. */
function expectThrownAt(stack: string | undefined, thrown: ReadonlySet<string>, variant: string): void {
  // A value that is no error has no frames.
  if (!stack?.includes("\n    at ")) return;
  const place = placeIn(stack);
  if (place !== undefined) expect([...thrown], `${variant}: ${stack}`).toContain(place);
}

/** Node makes an error of its own where a loop over a stream is left early; some versions show no frame of the program. */
function expectLeftAt(stack: string, source: string, variant: string): void {
  const place = placeIn(stack);
  if (place === undefined) return;
  // A lowered loop is left behind its body, so the column is another one.
  const line = source.split("\n")[Number.parseInt(place, 10) - 1];
  expect(line, `${variant}: ${stack}`).toMatch(/\bfor await\b.*\breturn\b/);
}

const placeIn = (stack: string): string | undefined => /input\.[cm]?[jt]sx?:(\d+:\d+)/.exec(stack)?.[1];

it("has cases", () => {
  expect(names.length).toBeGreaterThan(process.env.FILTER ? 0 : 30);
  expect(existsSync(join(CASES, "README.md"))).toBe(true);
});
