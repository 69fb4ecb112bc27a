// Small programs that end, start and describe themselves, by both emitters: they do what they do untraced. Real ones in programs.long.test.ts.
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { isSample, sampleOf } from "../harness/sample.js";
import { compareProgram, differencesOf } from "./programs/comparison.js";
import { SMALL, smallSubject } from "./programs/small-programs.js";
import type { Build, Subject } from "./programs/subject.js";

const EACH = (["text", "ast"] as const).flatMap((emitter) =>
  SMALL.map((program) => ({ emitter, ...program })),
);

// Of what npm test leaves out, stacks are what depends most on how a program is printed.
const chosen = EACH.filter(
  ({ emitter, name }) => !isSample || (emitter === "text" ? name === "exits" : name === "stacks"),
);

it.each(chosen)("$name, by the $emitter emitter: $about", ({ emitter, ...program }) => {
  const runs = sampleOf(program.runs, 4);
  const { spans, differences } = compareProgram(smallSubject({ ...program, runs }, emitter), emitter);
  expect(differences).toEqual([]);
  // Of a process that is killed nobody counts them.
  expect(spans).toBeGreaterThan(runs.length / 2);
});

describe("what differs is found", () => {
  const said = { code: 0, signal: null, stdout: "one\ntwo\n", stderr: "", output: "" };

  it.each([
    [{ code: 3 }, "code, line 1: 0 became 3"],
    [{ signal: "SIGKILL" }, "signal, line 1: null became SIGKILL"],
    [{ stdout: "one\n2\n" }, "stdout, line 2: two became 2"],
    [{ stdout: "one\ntwo\nthree" }, "stdout, line 3:  became three"],
    [{ stderr: "note" }, "stderr, line 1:  became note"],
    [{ output: "hash" }, "output, line 1:  became hash"],
  ])("%o", (change, difference) => {
    expect(differencesOf(said, { ...said, ...change })).toEqual([difference]);
  });

  it("of a process, in each state, and that nothing was recorded", () => {
    const script = (build: Build) => `console.log(${build === "plain"}); process.exit(${build.length})`;
    const subject: Subject = {
      ...{ name: "odd", about: "", format: "cjs", runs: [["run"]] },
      folder: () => ".",
      command: (build, _, run) => ["-e", script(build), ...run],
      read: () => ({ output: "", spans: 0 }),
    };
    const found = ["code, line 1: 5 became 4", "stdout, line 1: true became false"];
    expect(compareProgram(subject, "text").differences).toEqual([
      ...["off", "unsampled", "dropped"].flatMap((state) => found.map((each) => `${state} run: ${each}`)),
      "nothing was recorded",
    ]);
  });
});

it("the command line says which programs there are", () => {
  const args = ["scripts/run-ts.mjs", "test/conformance/main.ts", "--program", "nowhere"];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr).toContain("--program nowhere: there are typescript, rollup,");
  expect(status).toBe(2);
});
