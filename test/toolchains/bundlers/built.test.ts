// The rich project through Vite and Rolldown, run; where its maps lead, and what a watch mode writes.
import { watch as watchByRolldown } from "rolldown";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { unoTrace } from "../../../hosts/rollup/index.js";
import { locate } from "../mapping.js";
import { eventually, run } from "../processes.js";
import { readReport, spanTree } from "../report.js";
import { makeProject, type TemporaryProject } from "../temporary-project.js";
import { writtenByRolldown, writtenByVite } from "./bundled.js";

describe("the rich project", () => {
  const project = makeProject("rich");
  project.write("tsconfig.json", project.read("tsconfig.base.json"));
  const cwd = vi.spyOn(process, "cwd").mockReturnValue(project.folder);
  afterAll(() => {
    cwd.mockRestore();
    project.remove();
  });

  describe.each([
    ["Vite", writtenByVite],
    ["Rolldown", writtenByRolldown],
  ] as const)("by %s", (name, write) => {
    beforeAll(async () => {
      await write(project, `${name}/plain`, []);
      await write(project, `${name}/traced`, [unoTrace()]);
    });

    it("does what the untraced build does, with the spans of tsc but for some constructors", async () => {
      const execute = async (folder: string) =>
        readReport(
          await run(["run.mjs", project.path(`${name}/${folder}/main.js`)], { cwd: project.folder }),
        );
      const [expected, actual] = [await execute("plain"), await execute("traced")];
      expect(expected.spans).toEqual([]);
      expect(actual.result).toEqual(expected.result);
      await expect(spanTree(actual)).toMatchFileSnapshot("../../projects/rich/spans-by-oxc.txt");
    });

    it("is mapped to the user's code", () => {
      for (const [source, token] of [
        ["src/services.ts", '"before super"'],
        ["src/legacy.js", "new RangeError"],
        ["src/main.ts", '"v"'],
      ] as const) {
        const found = locate(project, `${name}/traced/main.js`, token);
        expect(found.source).toMatch(new RegExp(`(^|/)${source}$`));
        const line = project.read(source).split("\n")[found.line - 1] ?? "";
        expect(line.slice(found.column)).toMatch(new RegExp(`^${token}`));
      }
    });
  });
});

it("an error's stack leads to the source", async () => {
  const project = makeProject({
    "package.json": { type: "module" },
    "src/main.ts": `interface A { a: number }
// @trace
export function fails(): never {
  throw new Error("here");
}
try { fails(); } catch (error) { console.log((error as Error).stack); }
`,
  });
  const cwd = vi.spyOn(process, "cwd").mockReturnValue(project.folder);
  for (const write of [writtenByVite, writtenByRolldown]) {
    await write(project, "out", [unoTrace()]);
    const { stdout } = await run(["--enable-source-maps", "out/main.js"], { cwd: project.folder });
    expect(stdout).toMatch(/at fails \(.*src\/main\.ts:4:9\)/);
  }
  cwd.mockRestore();
  project.remove();
});

describe("a watch mode", () => {
  let project: TemporaryProject;
  let watcher: ReturnType<typeof watchByRolldown> | undefined;
  afterEach(async () => {
    await watcher?.close();
    project.remove();
  });

  it("of Rolldown follows uno-trace.json, also where nothing was traced before", async () => {
    project = makeProject({
      "package.json": { type: "module" },
      "uno-trace.json": {},
      "src/main.ts": "export function plain(): void {}\n",
    });
    const cwd = vi.spyOn(process, "cwd").mockReturnValue(project.folder);
    watcher = watchByRolldown({
      cwd: project.folder,
      input: project.path("src/main.ts"),
      external: /^uno-trace/,
      plugins: [unoTrace()],
      output: { dir: project.path("out") },
      watch: { skipWrite: false, buildDelay: 50 },
    });
    let built = 0;
    const failures: string[] = [];
    watcher.on("event", (event) => {
      if (event.code === "BUNDLE_END") built++;
      if (event.code === "ERROR") failures.push(event.error.message);
    });
    const until = (holds: () => boolean) => eventually(holds, () => `${built} builds, ${failures.join()}`);
    await until(() => built === 1);
    expect(project.read("out/main.js")).not.toContain("$start");
    project.write("uno-trace.json", { include: ["src"] });
    await until(() => project.read("out/main.js").includes("$start"));
    project.write("uno-trace.json", '{ "inclued": [] }');
    await until(() => failures.join().includes("UNO3004"));
    project.write("uno-trace.json", {});
    await until(() => !project.read("out/main.js").includes("$start"));
    cwd.mockRestore();
  });
});
