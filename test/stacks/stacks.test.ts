// One program with every form of function, untraced and traced; the frames of its errors, compared one by one.
import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../transformer/config/config.js";
import { emitText } from "../../transformer/emit/text/emit-text.js";
import { planFile } from "../../transformer/plan.js";
import { positionsOf } from "../../transformer/source/source-position.js";
import { buildVariant, tscVariant, type Variant, variantsOf } from "../harness/case-builds.js";
import { loadTypeScript } from "../harness/typescript.js";
import { expectedFrames, type Frame, formsOf, programPart, textOf } from "./frames.js";

const FOLDER = join(import.meta.dirname, "program");
const INPUT = join(FOLDER, "input.mjs");
const TEMP = join(import.meta.dirname, "../../.tmp/stacks");
const RUNNER = join(import.meta.dirname, "run-calls.mjs");

type Calls = Readonly<Record<string, readonly Frame[]>>;

const source = readFileSync(INPUT, "utf8");
const plan = planFile(source, INPUT, loadConfig({ root: FOLDER }).config);
const formOf = formsOf(source, plan);

const at = positionsOf(source);
const isWrittenTwice = (line: number) =>
  plan.sites.some(({ plainBody: body }) => body && at(body.start).line <= line && line <= at(body.end).line);

/** The text emitter's own output, and the source itself: no maps, the same lines. */
const emitted: Variant = {
  name: "emitted text",
  moduleKind: "esm",
  async build(_, outDir, traced) {
    const file = join(outDir, "input.mjs");
    const code = traced ? emitText(source, INPUT, plan, { moduleKind: "esm" })?.code : source;
    writeFileSync(file, code ?? "");
    return file;
  },
};

const BUILDS: readonly Variant[] = [
  emitted,
  variantsOf(INPUT).find(({ name }) => name === "text-esm") as Variant,
  variantsOf(INPUT).find(({ name }) => name === "ast-esm") as Variant,
  tscVariant("ast-esm-5", loadTypeScript("typescript5"), "esm", {}),
];

/** Makes every call of a build, and leads the frames back to the source where there is a map. */
async function callsOf(variant: Variant, traced: boolean, limit: string, ...off: string[]): Promise<Calls> {
  const file = await buildVariant(
    variant,
    INPUT,
    join(TEMP, variant.name, traced ? "traced" : "raw"),
    traced,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [RUNNER, file, limit, ...off]);
  const { calls, spans } = JSON.parse(stdout) as { calls: Calls; spans: number };
  expect(spans > 100).toBe(traced && off.length === 0);
  const map = existsSync(`${file}.map`) ? new TraceMap(readFileSync(`${file}.map`, "utf8")) : undefined;
  return Object.fromEntries(
    Object.entries(calls).map(([name, frames]) => [
      name,
      programPart(frames).map((frame) => original(frame, map)),
    ]),
  );
}

function original(frame: Frame, map: TraceMap | undefined): Frame {
  if (!map || !frame.file.endsWith("/input.mjs")) return frame;
  const { line, column } = originalPositionFor(map, { line: frame.line, column: frame.column - 1 });
  return { ...frame, line: line ?? -1, column: (column ?? -2) + 1 };
}

describe.each(BUILDS)("stacks of $name", (variant) => {
  const columns = variant !== emitted;
  let raw: Calls = {};
  let traced: Calls = {};

  beforeAll(async () => {
    rmSync(join(TEMP, variant.name), { recursive: true, force: true });
    raw = await callsOf(variant, false, "200");
    traced = await callsOf(variant, true, "200");
  });

  it("show the user's frames in their order, with their names and places, and no others than the known ones", () => {
    for (const [name, frames] of Object.entries(raw)) {
      const expected = expectedFrames(frames, formOf, columns);
      const found = traced[name]?.map((frame, index) =>
        textOf(frame, columns && (expected[index]?.own ?? false)),
      );
      // Untraced, V8 loses the callers here; the outer function waits, and is seen.
      const beyond = name === "tail" ? found?.splice(expected.length) : [];
      // A moved async body is named after the class that declares it, not after that of `this`.
      const known = (text: string) => (name === "asyncInherited" ? text.replace("Rush.", "Order.") : text);
      expect(found?.map(known), name).toEqual(expected.map(({ text }) => known(text)));
      expect(beyond?.filter((text) => !/^async tail /.test(text))).toEqual([]);
    }
  });

  // Without a map, such a body stands on one line.
  if (columns)
    it("show no frames but the user's for a generator that runs its body as it is", async () => {
      const off = await callsOf(variant, true, "200", "off");
      const names = Object.keys(raw).filter((name) => raw[name]?.some(({ line }) => isWrittenTwice(line)));
      expect(names).toEqual(expect.arrayContaining(["generator", "asyncGenerator"]));
      const formOnce: typeof formOf = (line) => (isWrittenTwice(line) ? undefined : formOf(line));
      for (const name of names) {
        const expected = expectedFrames(raw[name] ?? [], formOnce, columns);
        const found = off[name]?.map((frame, index) => textOf(frame, expected[index]?.own ?? false));
        expect(found, name).toEqual(expected.map(({ text }) => text));
      }
    });

  it("show the user's own frames within the ten that V8 gives", async () => {
    const limited = await callsOf(variant, true, "10");
    const shown = Object.fromEntries(
      Object.keys(OWN_OF_TEN).map((name) => {
        const expected = expectedFrames(raw[name] ?? [], formOf, columns).slice(0, 10);
        const found = limited[name]?.map((frame, index) =>
          textOf(frame, columns && (expected[index]?.own ?? false)),
        );
        expect(found, name).toEqual(expected.map(({ text }) => text));
        return [name, expected.filter(({ own, text }) => own && !text.startsWith("built-in")).length];
      }),
    );
    expect(shown).toEqual(OWN_OF_TEN);
  });
});

const OWN_OF_TEN = { plain: 10, arrow: 10, early: 10, late: 10, asyncMethod: 10, generator: 2 };

it("are documented in numbers", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/generated-code.md"), "utf8");
  const { late, generator } = OWN_OF_TEN;
  for (const [form, added, shown] of [
    ["the body stays", 0, late],
    ["generator", 3, generator],
  ])
    expect(page).toMatch(new RegExp(`^\\| ${form} +\\| ${added} +\\| ${shown} +\\|$`, "m"));
});
