// The cases of test/cases beside OpenTelemetry's SDK: they do what they do, and their spans are the expected ones.
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { buildVariant, type Variant, variantsOf } from "../harness/case-builds.js";
import { sampleOf } from "../harness/sample.js";

const CASES = join(import.meta.dirname, "../cases");
const TEMP = join(import.meta.dirname, "../../.tmp/bridge-cases");
const HARNESS = join(import.meta.dirname, "../harness");
const run = promisify(execFile);

const names = readdirSync(CASES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.includes(process.env.FILTER ?? ""))
  .map((entry) => entry.name);

/** Where an SDK makes a difference, and what is compared nevertheless. */
const OTHERWISE: Readonly<Record<string, "result" | "spans">> = {
  // `min` cannot take a span of an SDK back.
  options: "result",
  "expected-errors": "result",
  // The SDK samples.
  "sample-ratio": "result",
  // The text of a stack is needed when a span ends; the case changes messages later.
  "late-stacks": "spans",
  // The SDK calls the patched method itself.
  "patched-call": "spans",
};

test.concurrent.each(sampleOf(names, 6))("%s", async (name) => {
  const folder = join(TEMP, name);
  const input = readdirSync(join(CASES, name)).find((file) => /^input\.[cm]?[jt]sx?$/.test(file)) as string;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [variant] = variantsOf(join(CASES, name, input));
  const traced = await buildVariant(variant as Variant, join(CASES, name, input), folder, true);
  const args = [join(HARNESS, "run-case.mjs"), JSON.stringify({ traced }), join(HARNESS, "sdk-recorder.mjs")];
  const { stdout } = await run(process.execPath, ["--enable-source-maps", ...args]);
  const outcome = JSON.parse(stdout) as { traced: Outcome };
  const text = readFileSync(join(CASES, name, "expected.txt"), "utf8");
  const [result, spans] = text.split("\nspans:\n") as [string, string];
  if (OTHERWISE[name] !== "spans") expect(resultOf(outcome.traced)).toBe(result);
  if (OTHERWISE[name] !== "result")
    expect(outcome.traced.spans.map((line) => `${line}\n`).join("")).toBe(spans);
});

interface Outcome {
  readonly result: string;
  readonly rejections: readonly string[];
  readonly spans: readonly string[];
}

const resultOf = ({ result, rejections }: Outcome): string =>
  [`result: ${result}`, ...rejections.map((each) => `unhandled rejection: ${each}`)].join("\n");
