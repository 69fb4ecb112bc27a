// What test runners print in; the outcomes that are read from it, checked.
import { describe, expect, it } from "vitest";
import { compare } from "./projects/comparison.js";
import { EXIT_STATUS, type Outcome, type Results, readResults } from "./projects/test-results.js";

const read = (text: string, code = 1) => Object.fromEntries(readResults(text, code, "/project"));
const failed = { [EXIT_STATUS]: "failed" };

describe("results", () => {
  it("Jest and Vitest: JSON between other output, a file that does not load", () => {
    const assertionResults = [
      { fullName: "sums adds", status: "passed" },
      { fullName: "sums adds", status: "failed" },
      { fullName: "sums waits", status: "pending" },
    ];
    const testResults = [
      { name: "/project/a.test.ts", status: "failed", assertionResults },
      { name: "/project/b.test.ts", status: "failed", assertionResults: [] },
    ];
    const text = `> test\n{ not JSON\n${JSON.stringify({ testResults })}\n`;
    expect(read(text)).toEqual({
      "a.test.ts: sums adds": "passed",
      "a.test.ts: sums adds #2": "failed",
      "a.test.ts: sums waits": "skipped",
      "b.test.ts": "failed",
      ...failed,
    });
  });

  it("Mocha: JSON", () => {
    const report = {
      stats: {},
      passes: [{ fullTitle: "sums adds" }],
      failures: [{ fullTitle: "sums breaks" }],
      pending: [{ fullTitle: "sums waits" }],
    };
    expect(read(JSON.stringify(report, undefined, 2))).toEqual({
      "sums adds": "passed",
      "sums breaks": "failed",
      "sums waits": "skipped",
      ...failed,
    });
  });

  it("uvu: dots, by file, in colour", () => {
    const text =
      "\n\x1b[1ma.test.ts\x1b[22m\n• \x1b[31m✘ \x1b[39m•   (2 / 3)\n\n  \u001b[41m FAIL \x1b[49m adds\n\n  Total:     3\n";
    expect(read(text)).toEqual({
      "a.test.ts": "passed",
      "a.test.ts #2": "failed",
      "a.test.ts #3": "passed",
      ...failed,
    });
  });

  it("node:test: TAP, nested", () => {
    const text = `TAP version 13
# Subtest: sums
    # Subtest: adds
# at TCP.<anonymous>, printed by the test
    ok 1 - adds
    # Subtest: waits
    ok 2 - waits # SKIP
    # Subtest: breaks
    not ok 3 - breaks
      ---
      error: 'no'
      ...
    1..3
not ok 1 - sums
1..1
# tests 3`;
    expect(read(text)).toEqual({
      "sums > adds": "passed",
      "sums > waits": "skipped",
      "sums > breaks": "failed",
      ...failed,
    });
  });

  it("tape: TAP with headings", () => {
    const text = "TAP version 13\n# sums\nok 1 adds\nnot ok 2 breaks\n# more\nok 3 adds\n\n1..3\n# tests 3\n";
    expect(read(text)).toEqual({
      "sums > adds": "passed",
      "sums > breaks": "failed",
      "more > adds": "passed",
      ...failed,
    });
  });

  it("TAP whose titles hold line separators, and lines that end with \\r\\n", () => {
    const titles = ["a\rb", "a\u2028b", "a\u2029b"];
    const tests = titles.map((title, index) => `ok ${index + 1} - ${title} # time=1ms`);
    const text = `TAP version 13\r\n# Subtest: s\u2028t\r\n${tests.map((line) => `    ${line}\r\n`).join("")}ok 1 - s\u2028t\r\n`;
    const outcomes = titles.map((title) => [`s\u2028t > ${title}`, "passed"]);
    expect(read(text)).toEqual({ ...Object.fromEntries(outcomes), ...failed });
    expect(read("not ok 1 a\rb # SKIP not\rnow\n# \u2029\nok 2 c")).toEqual({
      "a\rb": "skipped",
      "\u2029 > c": "passed",
      ...failed,
    });
  });

  it("TAP: a # that belongs to the title skips nothing", () => {
    expect(read("ok 1 - reads \\# skip\n")).toEqual({ "reads \\# skip": "passed", ...failed });
  });

  it("ticks and uvu's dots whose titles hold line separators", () => {
    expect(read("  s\u2028t\r\n    ✓ a\rb (2ms)\r\n    ✗ a\u2029b\r\n")).toEqual({
      "s\u2028t > a\rb": "passed",
      "s\u2028t > a\u2029b": "failed",
      ...failed,
    });
    expect(read("a\u2028b.test.ts\r\n• • (2 / 2)\r\n")).toEqual({
      "a\u2028b.test.ts": "passed",
      "a\u2028b.test.ts #2": "passed",
      ...failed,
    });
  });

  it("ticks and crosses, with colours and durations", () => {
    const text = `
  sums
    \x1b[32m✓\x1b[0m adds (12ms)
    1) breaks
    more
      ✓ adds

  2 passing (3s)
  1 failing

  1) sums
       breaks:
`;
    expect(read(text)).toEqual({
      "sums > adds": "passed",
      "sums > breaks": "failed",
      "sums > more > adds": "passed",
      ...failed,
    });
  });

  it("nothing to read: the exit status alone", () => {
    expect(read("all is well", 0)).toEqual({ [EXIT_STATUS]: "passed" });
  });
});

describe("comparison", () => {
  const results = (outcomes: Readonly<Record<string, Outcome>>): Results => new Map(Object.entries(outcomes));
  const good = results({ a: "passed", b: "passed", [EXIT_STATUS]: "passed" });
  const bad = results({ a: "passed", b: "failed", [EXIT_STATUS]: "failed" });

  it("a test that never passes traced is a regression", async () => {
    const compared = await compare(good, bad, async (copy) => (copy === "raw" ? good : bad));
    expect(compared).toMatchObject({ passedRaw: 3, passedBoth: 1, flaky: [], regressions: ["b"] });
  });

  it("a test that is lost is one as well, and so is an exit status of its own", async () => {
    const lost = results({ a: "passed", [EXIT_STATUS]: "passed" });
    expect(await compare(good, lost, async (copy) => (copy === "raw" ? good : lost))).toMatchObject({
      regressions: ["b"],
    });
    const exit = results({ a: "passed", b: "passed", [EXIT_STATUS]: "failed" });
    expect(await compare(good, exit, async (copy) => (copy === "raw" ? good : exit))).toMatchObject({
      regressions: [EXIT_STATUS],
    });
  });

  it("a test that passes traced once, or fails raw once, is flaky", async () => {
    expect(await compare(good, bad, async () => good)).toMatchObject({ flaky: ["b"], regressions: [] });
    expect(await compare(good, bad, async () => bad)).toMatchObject({ flaky: ["b"], regressions: [] });
  });
});
