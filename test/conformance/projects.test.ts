// A small project in; what the runner of real projects finds out about it, by both emitters, checked.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Project } from "./projects/project.js";
import { chooseProjects, runProject } from "./projects/run.js";
import { PROJECTS } from "./projects/table.js";

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

it.each(["text", "ast"] as const)("counts what functions return, with the %s emitter", async (emitter) => {
  const chosen = {
    project: { name: "returned", about: "", tests: "node test/returned.js", source: ["src/**"] },
    checkout: "test/projects/returned",
  };
  const { returns, counts, regressions } = await runProject(chosen, { folder, emitter }, () => {});
  expect(regressions).toEqual([]);
  expect(returns).toEqual({ nobody: 3, handler: 0, others: 1, sometimes: 1 });
  // The same derived promise twice, of which one rejection is reported that was handled.
  expect(counts).toMatchObject({ promises: 3, derived: 3, kept: 1, reported: 1, hidden: 2 });
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

  it("says what is missing", () => {
    const { status, stderr } = run("--project", checkout);
    expect(stderr).toContain("--project FOLDER needs --source GLOB and --tests COMMAND");
    expect(status).toBe(2);
  });
});

describe("the table", () => {
  it("has a repository, a tag and one name for each project", () => {
    for (const { repository, ref } of PROJECTS) {
      expect(repository).toMatch(/^[\w.-]+\/[\w.-]+$/);
      expect(ref).toBeTruthy();
    }
    expect(new Set(PROJECTS.map(({ name }) => name)).size).toBe(PROJECTS.length);
  });

  it("has the rows that `all` and a name choose", () => {
    const options = { folder, emitter: "text", source: [], tests: undefined } as const;
    const none = { install: undefined, build: undefined };
    expect(chooseProjects({ ...options, ...none, project: "all" })).toHaveLength(PROJECTS.length);
    expect(chooseProjects({ ...options, ...none, project: "hono" })[0]?.project.name).toBe("hono");
    expect(() => chooseProjects({ ...options, ...none, project: "nowhere" })).toThrow(
      "nowhere is neither in the table",
    );
  });
});
