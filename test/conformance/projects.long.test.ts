// A small project in; what the runner of real projects finds out about it, by both emitters, checked.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Project } from "./projects/project.js";
import { runProject } from "./projects/run.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "uno-trace-projects-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const checkout = "test/projects/sums";
const project: Project = {
  name: "sums",
  about: "",
  tests: "node --test --test-reporter=tap test/*.test.js",
  source: ["src/**"],
};
const READS_SOURCE = "sums > reads its own source";

describe.each(["text", "ast"] as const)("a project with the %s emitter", (emitter) => {
  it("has one test that tracing breaks, and all others pass with spans", async () => {
    const steps: string[] = [];
    const result = await runProject({ project, checkout }, { folder, emitter }, (step) => steps.push(step));
    expect(result.regressions).toEqual([READS_SOURCE]);
    expect(result).toMatchObject({ files: 2, functions: 7, flaky: [], excused: {}, notes: [] });
    // Six tests without the skipped one, and the exit status.
    expect(result.passedRaw).toBe(6);
    expect(steps.filter((step) => step.startsWith("traced:"))).toHaveLength(3);
    // upTo, sum, its callback four times, deposit, get cents, shout, isSloppy.
    expect(result.counts.spans).toBe(10);
  });

  it("has no regression when that test is excused", async () => {
    const excused = { "reads the source text of a function": [/own source$/] };
    const chosen = { project: { ...project, excused }, checkout };
    const steps: string[] = [];
    const say = (step: string) => steps.push(step);
    const { regressions, excused: found } = await runProject(chosen, { folder, emitter }, say);
    expect(regressions).toEqual([]);
    expect(found).toEqual({ "reads the source text of a function": [READS_SOURCE] });
    // What is known is not run again.
    expect(steps.filter((step) => step.startsWith("traced:"))).toHaveLength(1);
  });
});

describe("the command line", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["scripts/run-ts.mjs", "test/conformance/main.ts", ...args], {
      encoding: "utf8",
    });

  it("takes the folder of any project, and leaves it as it is", () => {
    const before = readFileSync(join(checkout, "src/sums.js"), "utf8");
    const { status, stdout } = run(
      ...["--project", checkout, "--source", "src/**", "--tests", project.tests],
      ...["--projects-dir", folder, "--install", "node -e 0", "--json"],
    );
    const [result] = JSON.parse(stdout) as [{ regressions: string[] }];
    expect(result.regressions).toEqual([READS_SOURCE]);
    expect(status).toBe(1);
    expect(readFileSync(join(checkout, "src/sums.js"), "utf8")).toBe(before);
    expect(existsSync(join(checkout, "node_modules"))).toBe(false);
  });
});
