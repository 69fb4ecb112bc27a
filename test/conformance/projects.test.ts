// The table of real projects, and a small project whose promises the runner counts; more in projects.long.test.ts.
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { copyFolder } from "./projects/copies.js";
import { chooseProjects, runProject } from "./projects/run.js";
import { PROJECTS } from "./projects/table.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "uno-trace-projects-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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

it("copies a project that is given by a link, and does not write into it", () => {
  const [project, link, copy] = ["project", "link", "copy"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(project);
  writeFileSync(join(project, "a.js"), "untraced");
  symlinkSync(project, link);
  copyFolder(link, copy);
  writeFileSync(join(copy, "a.js"), "traced");
  expect(readFileSync(join(project, "a.js"), "utf8")).toBe("untraced");
});

it("the command line says what is missing", () => {
  const args = ["scripts/run-ts.mjs", "test/conformance/main.ts", "--project", "test/projects/sums"];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr).toContain("--project FOLDER needs --source GLOB and --tests COMMAND");
  expect(status).toBe(2);
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
