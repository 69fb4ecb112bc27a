// Folders of test/rejects through the real tspc: the words of the compiler run in rejects.test.ts, and its exit codes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sampleOf } from "../harness/sample.js";
import { Compiler } from "./compilers.js";
import { installed, makeProject, REPOSITORY } from "./temporary-project.js";

const REJECTS = join(REPOSITORY, "test/rejects");
const NAMES = sampleOf(["unknown-option", "misspelt-directive", "unknown-config-key"], 3);

const read = (...names: string[]) => readFileSync(join(REJECTS, ...names), "utf8");
const project = makeProject({}, { typescript: installed("typescript") });
for (const folder of NAMES) {
  for (const file of readdirSync(join(REJECTS, folder)))
    project.write(`${folder}/${file}`, read(folder, file));
}
afterAll(() => project.remove());

describe("the real tspc", () => {
  const compiler = new Compiler("6.0.3", "typescript", "ts-patch");
  const tsconfig = {
    compilerOptions: {
      target: "ES2022",
      noLib: true,
      types: [],
      outDir: "out",
      plugins: [{ transform: "uno-trace/transformer" }],
    },
    files: ["input.ts"],
  };
  afterAll(() => compiler.dispose());

  it.each(NAMES)("%s: same words, right exit code", async (name) => {
    project.write(`${name}/tsconfig.json`, tsconfig);
    const { stdout, stderr, status } = await compiler.tspc(project, "-p", name);
    const ours = (stdout + stderr)
      .split("\n")
      .filter((line) => line.includes("UNO"))
      .map((line) => line.replace(`${name}/`, ""));
    expect(ours.join("\n")).toBe(read(name, "tsc.txt").split("\n").slice(0, ours.length).join("\n"));
    expect(ours.length).toBeGreaterThan(1);
    expect(status === 0 || !stdout.includes("UNO")).toBe(name === "misspelt-directive");
  });

  it("leaves syntax errors to tsc, in its own words", async () => {
    project.write("broken/tsconfig.json", tsconfig);
    project.write("broken/input.ts", "// @trace\nfunction f() {\n  return 1 +;\n}\n");
    const { stdout, stderr, status } = await compiler.tspc(project, "-p", "broken");
    expect(stdout + stderr).not.toMatch(/UNO|at |uno-trace/);
    expect(stdout).toContain("broken/input.ts(3,13): error TS1109: Expression expected.");
    expect(status).not.toBe(0);
  });
});
