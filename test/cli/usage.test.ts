// Arguments of the command line: help, version, and what is wrong with wrong ones.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { tempProject } from "./temp-project.js";

const version = JSON.parse(readFileSync("package.json", "utf8")).version;

test("help and version", async () => {
  const { run } = tempProject({});
  for (const argv of [["--help"], ["-h"], ["help"], []]) {
    const { code, out } = await run(...argv);
    expect(code).toBe(0);
    for (const command of ["list", "preview", "diff", "check", "init", "mark", "view", "query", "report"])
      expect(out).toMatch(new RegExp(`^  ${command} +\\w`, "m"));
  }
  expect(await run("--version")).toEqual({ code: 0, out: version, err: "" });
  expect((await run("mark", "--help")).out).toContain("usage: uno-trace mark GLOB... --functions PATTERN");
});

describe("usage errors: exit code 2, the bad word, the usage line", () => {
  test.each([
    [["lsit"], 'unknown command or option "lsit"; did you mean list?', "usage: uno-trace <command>"],
    [
      ["constructor"],
      '"constructor"; there are list, preview, diff, check, init, mark',
      "usage: uno-trace <command>",
    ],
    [["diff"], '"diff" needs OLD', "usage: uno-trace diff OLD [NEW]"],
    [["list", "--jsn"], "unknown option '--jsn'", "usage: uno-trace list [GLOB...]"],
    [["list", "--json=1"], "'--json' does not take an argument", "usage: uno-trace list"],
    [["list", "--cwd"], "'--cwd <value>' argument missing", "usage: uno-trace list"],
    [["list", "--cwd", "nowhere"], "--cwd: no such folder", "usage: uno-trace list"],
    [["check", "--config", "nowhere.json"], "--config: no such file", "usage: uno-trace check"],
    [["preview"], '"preview" needs FILE', "usage: uno-trace preview FILE"],
    [["preview", "a", "b"], 'unexpected argument "b"', "usage: uno-trace preview FILE"],
    [["preview", "."], "not a file", "usage: uno-trace preview FILE"],
    [["preview", "nowhere.ts"], "no such file", "usage: uno-trace preview FILE"],
    [["init", "a"], 'unexpected argument "a"', "usage: uno-trace init [--dry-run]"],
    [["init", "--cwd", "nowhere"], "--cwd: no such folder", "usage: uno-trace init"],
    [["mark", "a.ts"], "--functions is missing", "usage: uno-trace mark"],
    [["mark", "--functions", "*"], '"mark" needs GLOB...', "usage: uno-trace mark"],
    [
      ["mark", "a.ts", "--functions", "*", "--directive", "// trace"],
      "is no directive",
      "usage: uno-trace mark",
    ],
  ])("%j", async (argv, message, usage) => {
    const { code, out, err } = await tempProject({ "a.ts": "" }).run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).toContain(usage);
  });
});

test("a file that cannot be read is named, without a stack", async () => {
  const name = `${"long".repeat(80)}.ts`;
  const { code, out, err } = await tempProject({}).run("preview", name);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(/^uno-trace: ENAMETOOLONG: [^\n]*longlong\.ts'$/);
});

const bin = new URL("../../dist/forward/command.js", import.meta.url).pathname;

test.runIf(existsSync(bin))("the built program", () => {
  const { root } = tempProject({ "a.ts": "// @trace\nexport function f() {}\n" });
  const options = { cwd: root, encoding: "utf8" } as const;
  expect(execFileSync(process.execPath, [bin, "--version"], options)).toBe(`${version}\n`);
  expect(execFileSync(process.execPath, [bin, "list"], options)).toContain("1 function in 1 file, 1 traced");
  const checked = spawnSync(process.execPath, [bin, "check"], options);
  expect(checked.stdout).toMatch(/UNO3017[\s\S]*\n1 problem in 1 file\n$/);
  expect(checked.status).toBe(1);
  expect(spawnSync(process.execPath, [bin, "nope"], options).status).toBe(2);
  expect(
    execFileSync(process.execPath, [bin, "mark", "a.ts", "--functions", "f", "--remove"], options),
  ).toContain("1 function unmarked in 1 file");
  expect(readFileSync(`${root}/a.ts`, "utf8")).toBe("export function f() {}\n");
});
