// A few tests in test262's own form, run by the conformance runner: what it counts, what it says. More in runner.long.test.ts.
import { describe, expect, it } from "vitest";
import { inFull, sampleOf } from "../harness/sample.js";
import type { Counts } from "./report.js";
import { conformance, EMITTERS } from "./sample-run.js";
import type { TestResult } from "./worker.js";

// A test without flags runs in both modes; the file without a function is not among them.
const WHOLE = { files: 12, run: 17, passedRaw: 16, excused: 0 };
const SOURCE_TEXT = "test/language/source-text/to-string.js";

describe.each(sampleOf(EMITTERS, 2))("the %s emitter", (emitter) => {
  it("passes everything but the test that reads its own text; that fails the run", async () => {
    const { status, stdout } = await conformance("--emitter", emitter, "--json");
    const { failures, ...counts } = JSON.parse(stdout) as Counts & { failures: TestResult[] };
    expect(counts).toEqual({
      ...WHOLE,
      emitter,
      node: process.version,
      traced: 14,
      passedBoth: 14,
      regressions: 2,
      crashes: 0,
    });
    expect(failures.map(({ file, mode }) => [file, mode])).toEqual([
      [SOURCE_TEXT, "sloppy"],
      [SOURCE_TEXT, "strict"],
    ]);
    expect(failures[0]?.traced).toContain("the function's text");
    expect(status).toBe(1);
  });
});

inFull(() => {
  it("--filter takes the paths that match; without failures the run succeeds, and says what it counted", async () => {
    const { status, stdout } = await conformance("--filter", "functions/s|modules/");
    expect(stdout).toContain("emitter: text");
    expect(stdout).toMatch(
      /files: 3, run: 3, passedRaw: 3, traced: 3, passedBoth: 3, excused: 0, regressions: 0, crashes: 0/,
    );
    expect(status).toBe(0);
  });

  it("a wrong command line ends with 2", async () => {
    expect(await conformance("--emitter", "both")).toMatchObject({ status: 2 });
  });
});
