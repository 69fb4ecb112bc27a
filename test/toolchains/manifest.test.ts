// The manifest of each host: whole after each build of a watch, merged by file, and written only where it changes.
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { Ajv } from "ajv";
import { context } from "esbuild";
import ts from "typescript";
import { afterEach, describe, expect, it } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import type { Manifest } from "../../hosts/manifest/manifest.js";
import { unoTrace as forRollup } from "../../hosts/rollup/index.js";
import transformer from "../../hosts/tsc/index.js";
import schema from "../../uno-trace.manifest.schema.json" with { type: "json" };
import { byVite, writtenByRolldown, writtenByVite } from "./bundlers/bundled.js";
import { makeProject, type TemporaryProject } from "./temporary-project.js";

const A = "// @trace args=id\nexport function load(id: string) {\n  return id;\n}\n";
const B = "// @trace\nexport async function save() {}\n// @no-trace\nexport function off() {}\n";
const MAIN =
  'export { load } from "./a.js";\nexport { save, off } from "./b.js";\nexport function plain() {}\n';
const FILES = { "package.json": {}, "src/main.ts": MAIN, "src/a.ts": A, "src/b.ts": B };
const MANIFEST = "dist/uno-trace.manifest.json";

let project: TemporaryProject;

afterEach(() => project.remove());

const isValid = new Ajv().compile(schema);

/** What the manifest names: traced functions, and behind a bar those left out. */
function named(): string {
  const manifest = JSON.parse(project.read(MANIFEST)) as Manifest;
  expect(isValid(manifest), JSON.stringify(isValid.errors)).toBe(true);
  const words = ({ sites, skipped }: Manifest) =>
    [sites, skipped].map((list) => list.map(({ file, line, name }) => `${file}:${line} ${name}`).join(", "));
  return words(manifest).join(" | ");
}

const BOTH = "src/a.ts:2 load, src/b.ts:2 save | src/b.ts:4 off";

describe("esbuild", () => {
  const open = (files: Readonly<Record<string, string | object>> = {}) => {
    project = makeProject({ ...FILES, ...files });
    return context({
      absWorkingDir: project.folder,
      entryPoints: ["src/main.ts"],
      bundle: true,
      packages: "external",
      format: "esm",
      outdir: "dist",
      logLevel: "silent",
      plugins: [unoTrace({ manifest: MANIFEST })],
    });
  };

  it("says place, kind, reason and options of each function, a line for each", async () => {
    const builds = await open();
    await builds.rebuild();
    await builds.dispose();
    expect(named()).toBe(BOTH);
    expect(JSON.parse(project.read(MANIFEST)).sites[0]).toEqual({
      ...{ file: "src/a.ts", line: 2, column: 8, name: "load", kind: "functions" },
      reason: { kind: "directive", line: 1 },
      why: "directive at line 1",
      options: { args: ["id"] },
    });
    expect(project.read(MANIFEST).split("\n")).toHaveLength(11);
    expect(readdirSync(project.path("dist"))).toEqual(["main.js", "uno-trace.manifest.json"]);
  });

  it("keeps it whole through a watch, and does not touch it where nothing changed", async () => {
    const builds = await open();
    await builds.rebuild();
    utimesSync(project.path(MANIFEST), 1, 1);
    project.write("src/main.ts", `${MAIN}console.log(1);\n`);
    await builds.rebuild();
    expect(statSync(project.path(MANIFEST)).mtimeMs).toBe(1000);
    project.write("src/a.ts", A.replace("load", "read").replace("// ", "\n// "));
    await builds.rebuild().catch(() => {});
    project.write("src/main.ts", MAIN.replace("{ load }", "{ read as load }"));
    await builds.rebuild();
    expect(named()).toBe("src/a.ts:3 read, src/b.ts:2 save | src/b.ts:4 off");
    project.write("src/b.ts", B.replaceAll(/\/\/ .*/g, ""));
    await builds.rebuild();
    expect(named()).toBe("src/a.ts:3 read | ");
    project.write("src/main.ts", 'export { save } from "./b.js";\n');
    rmSync(project.path("src/a.ts"));
    await builds.rebuild();
    await builds.dispose();
    expect(named()).toBe(" | ");
  });

  it("keeps what another build wrote of files that are still there", async () => {
    const builds = await open();
    await builds.rebuild();
    await builds.dispose();
    const of = (name: string) => ({
      ...{ file: name, line: 1, column: 1, name: "other", kind: "arrows" },
      ...{ reason: { kind: "include" }, why: "include" },
    });
    const manifest = JSON.parse(project.read(MANIFEST));
    project.write("src/other.ts", "");
    manifest.sites.push(of("src/other.ts"), of("src/gone.ts"), of("src/a.ts"));
    project.write(MANIFEST, manifest);
    const again = await context({
      absWorkingDir: project.folder,
      entryPoints: ["src/a.ts"],
      outdir: "dist",
      plugins: [unoTrace({ manifest: MANIFEST })],
    });
    await again.rebuild();
    await again.dispose();
    expect(named()).toBe("src/a.ts:2 load, src/b.ts:2 save, src/other.ts:1 other | src/b.ts:4 off");
  });

  it("writes over nothing that is no manifest", async () => {
    const builds = await open({ [MANIFEST]: { mine: true } });
    await expect(builds.rebuild()).rejects.toThrow(
      /UNO3029: The manifest uno-trace\.manifest\.json cannot be written \(it is no manifest of uno-trace\)/,
    );
    await builds.dispose();
    expect(JSON.parse(project.read(MANIFEST))).toEqual({ mine: true });
  });

  it.each([[""], [1], [{}]])("takes no %j for a path", (manifest) => {
    project = makeProject({});
    expect(() => unoTrace({ manifest } as never)).toThrow(
      "unoTrace: `manifest`: expected the path of a file",
    );
  });
});

describe("Vite and Rolldown", () => {
  const plugins = () => [forRollup({ manifest: project.path(MANIFEST) }) as never];

  it("write it behind the bundle, though the folder is emptied before", async () => {
    project = makeProject(FILES);
    for (let build = 0; build < 2; build++) {
      await writtenByVite(project, "dist", plugins());
      expect(named()).toBe(BOTH);
    }
    rmSync(project.path("dist"), { recursive: true });
    await writtenByRolldown(project, "dist", plugins());
    expect(named()).toBe(BOTH);
  });

  it("leave out what is left alone in a bundle for browsers", async () => {
    project = makeProject({ ...FILES, "index.html": '<script type="module" src="/src/main.ts"></script>' });
    const lib = { entry: "src/main.ts", formats: ["es"] };
    const build = { ssr: false, write: true, outDir: "dist", lib, rolldownOptions: {} };
    await byVite(project, { plugins: plugins(), vite: { build } as never });
    expect(named()).toBe(" | ");
  });
});

describe("tsc", () => {
  /** Emits some files of a program, as an incremental build does. */
  async function emit(...names: string[]): Promise<void> {
    const options = {
      noLib: true,
      outDir: project.path("dist"),
      configFilePath: project.path("tsconfig.json"),
    };
    const roots = ["src/main.ts", "src/a.ts", "src/b.ts"].map((name) => project.path(name));
    const program = ts.createProgram(roots.filter(existsSync), options);
    const before = [transformer(program, { manifest: MANIFEST }, { ts: ts as never })];
    for (const name of names)
      program.emit(program.getSourceFile(project.path(name)), () => {}, undefined, false, { before });
    await turn();
    for (let wait = 0; wait < 100 && !existsSync(project.path(MANIFEST)); wait++) await sleep(5);
    await sleep(5);
  }

  it("keeps files that are not written again, and drops those that are gone or hold nothing", async () => {
    project = makeProject(FILES);
    await emit("src/main.ts", "src/a.ts", "src/b.ts");
    expect(named()).toBe(BOTH);
    project.write("src/a.ts", `\n${A}`);
    await emit("src/a.ts");
    expect(named()).toBe(BOTH.replace("a.ts:2", "a.ts:3"));
    project.write("src/a.ts", A.slice(A.indexOf("\n") + 1));
    await emit("src/a.ts");
    expect(named()).toBe("src/b.ts:2 save | src/b.ts:4 off");
    rmSync(project.path("src/b.ts"));
    await emit("src/main.ts");
    expect(named()).toBe(" | ");
  });
});
