// Rollup, webpack and Rspack with our plugins: the rich project as tsc traces it, maps, messages, caches and watch modes.
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Manifest } from "../../hosts/manifest/manifest.js";
import { packagesOf } from "../harness/installs.js";
import { locate } from "../toolchains/mapping.js";
import { eventually, run, type Watcher, watch } from "../toolchains/processes.js";
import { readReport, spanTree } from "../toolchains/report.js";
import type { TemporaryProject } from "../toolchains/temporary-project.js";
import { BUILDERS, projectWith, runBuilder } from "./bundlers.js";

beforeAll(() => packagesOf("test/hosts"), 600_000);

let project: TemporaryProject;
let watcher: Watcher | undefined;
afterEach(async () => {
  await watcher?.stop();
  watcher = undefined;
  project.remove();
});

const FAILS = `interface A { a: number }
// @trace
export function fails(): never {
  throw new Error("here");
}
try { fails(); } catch (error) { console.log((error as Error).stack); }
`;
const MARKED = "// @trace\nexport function load(): string {\n  return 'a';\n}\n";

const makeWith = (files: Readonly<Record<string, string | object>>) => {
  project = projectWith({ "package.json": { type: "module" }, "tsconfig.json": {}, ...files });
};

describe.each(Object.keys(BUILDERS))("%s", (name) => {
  const compile = (more = "") => runBuilder(project, name, `await builder.compile(true${more});`);

  it("does what the untraced build does, with the spans of tsc, and is mapped to the source", async () => {
    project = projectWith("rich");
    project.write("tsconfig.json", project.read("tsconfig.base.json"));
    const built = await runBuilder(
      project,
      name,
      "await builder.compile(false); await builder.compile(true);",
    );
    expect(built.status, built.stdout + built.stderr).toBe(0);
    expect(built.stdout).not.toContain("UNO");
    const execute = async (file: string) =>
      readReport(await run(["run.mjs", project.path(`out/${file}.mjs`)], { cwd: project.folder }));
    const [expected, actual] = [await execute("plain"), await execute("traced")];
    expect(expected.spans).toEqual([]);
    expect(actual.result).toEqual(expected.result);
    expect(spanTree(actual)).toBe(project.read("spans.txt"));
    for (const [source, token] of [
      ["src/services.ts", '"before super"'],
      ["src/main.ts", '"v"'],
    ] as const) {
      const found = locate(project, "out/traced.mjs", token);
      expect(found.source).toMatch(new RegExp(`(^|/)${source}$`));
      const line = project.read(source).split("\n")[found.line - 1] ?? "";
      expect(line.slice(found.column)).toMatch(new RegExp(`^${token}`));
    }
  });

  it("lets an error's stack lead to the source", async () => {
    makeWith({ "src/main.ts": FAILS });
    expect(
      await runBuilder(project, name, "await builder.compile(false); await builder.compile(true);"),
    ).toMatchObject({ status: 0 });
    const placeIn = async (file: string) => {
      const { stdout } = await run(["--enable-source-maps", `out/${file}.mjs`], { cwd: project.folder });
      return /at (?:Object\.)?fails \(.*src\/main\.ts:(\d+:\d+)\)/.exec(stdout)?.[1];
    };
    const place = await placeIn("traced");
    expect(place).toBe(await placeIn("plain"));
    // Farm's own maps have no place for `new`, and that of the next token stands for it.
    expect(place).toBe(name === "Farm" ? "4:19" : "4:9");
  });

  it("gives errors with their place: of directives, of the configuration, of syntax", async () => {
    makeWith({ "src/main.ts": `${MARKED}// @trace\nexport const a = 1;\n` });
    const orphan = await compile();
    expect(orphan.status).toBe(1);
    expect(orphan.stdout + orphan.stderr).toMatch(
      /src\/main\.ts[:( ]+5[:,]\d+\)?[\s\S]*UNO1001|src\/main\.ts:5:\d+ UNO1001/,
    );
    project.write("src/main.ts", MARKED);
    project.write("uno-trace.json", '{\n  "inclued": []\n}');
    const broken = await compile();
    expect(broken.status).toBe(1);
    expect(broken.stdout + broken.stderr).toMatch(/uno-trace\.json[:( ]+2[:,]\d|UNO3004/);
    project.write("uno-trace.json", {});
    project.write("src/main.ts", `${MARKED}export const a = ;\n`);
    const syntax = await compile();
    expect(syntax.status).toBe(1);
    expect(syntax.stdout + syntax.stderr).not.toContain("UNO");
  });

  it("writes the manifest", async () => {
    makeWith({ "src/main.ts": `${MARKED}// @no-trace\nexport function off(): void {}\n` });
    expect(await compile()).toMatchObject({ status: 0 });
    expect(manifested()).toBe("src/main.ts:2 load | src/main.ts:6 off");
  });

  it("warns, and traces the rest", async () => {
    makeWith({ "src/main.ts": `${MARKED}// @Trace\nexport function other(): void {}\n` });
    const { status, stdout, stderr } = await compile();
    expect(status).toBe(0);
    expect(stdout + stderr).toMatch(/main\.ts[: ]5[\s\S]*UNO1007/);
    expect(project.read("out/traced.mjs")).toContain("$start");
  });
});

/** What the manifest names: traced functions, and behind a bar those left out. */
function manifested(): string {
  const { sites, skipped } = JSON.parse(project.read("out/uno-trace.manifest.json")) as Manifest;
  const words = (list: Manifest["sites"]) => list.map(({ file, line, name }) => `${file}:${line} ${name}`);
  return [sites, skipped].map((list) => words(list).join(", ")).join(" | ");
}

describe.each(["webpack", "Rspack"])("%s", (name) => {
  it("keeps the manifest, though modules come from a cache and `clean` empties the folder", async () => {
    makeWith({ "src/main.ts": MARKED });
    const cache = name === "webpack" ? '{ type: "filesystem" }' : '{ type: "persistent" }';
    const output = '{ path: process.cwd() + "/out", filename: "traced.mjs", clean: true }';
    const more = `{ cache: ${cache}, output: ${output}, externalsType: "commonjs", experiments: {} }`;
    for (let build = 0; build < 3; build++) {
      expect(await runBuilder(project, name, `await builder.compile(true, ${more});`)).toMatchObject({
        status: 0,
      });
      expect(manifested()).toBe("src/main.ts:2 load | ");
    }
  });

  it("leaves bundles for browsers alone, and says so", async () => {
    makeWith({ "src/main.ts": MARKED });
    const { status, stderr } = await runBuilder(
      project,
      name,
      'await builder.compile(true, { target: "web", externals: [] });',
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(/UNO3023: Nothing in main\.ts is traced/);
    expect(project.read("out/traced.mjs")).not.toContain("$start");
  });

  it("traces what a function may leave outside, however that is written", async () => {
    makeWith({ "src/main.ts": MARKED });
    const externals =
      '[({ request }, done) => (/^uno/.test(request) ? done(null, request, "module") : done())]';
    const build = `await builder.compile(true, { target: "web", externals: ${externals} });`;
    expect(await runBuilder(project, name, build)).toMatchObject({ status: 0 });
    expect(project.read("out/traced.mjs")).toContain("$start");
  });

  it("keeps no result on disk that another uno-trace.json gave", async () => {
    makeWith({
      "src/main.ts": "export function plain(): string {\n  return 'a';\n}\n",
      "uno-trace.json": {},
    });
    const cache = name === "webpack" ? '{ type: "filesystem" }' : '{ type: "persistent" }';
    const build = () => runBuilder(project, name, `await builder.compile(true, { cache: ${cache} });`);
    expect(await build()).toMatchObject({ status: 0 });
    expect(project.read("out/traced.mjs")).not.toContain("$start");
    project.write("uno-trace.json", { include: ["src"] });
    expect(await build()).toMatchObject({ status: 0 });
    expect(project.read("out/traced.mjs")).toContain("$start");
    expect((await build()).stdout).not.toContain("UNO");
    expect(project.read("out/traced.mjs")).toContain("$start");
  });
});

describe.each(["webpack", "Rspack", "Farm"])("%s", (name) => {
  it("follows uno-trace.json while it watches", async () => {
    makeWith({
      "src/main.ts": "export function plain(): string {\n  return 'a';\n}\n",
      "uno-trace.json": {},
    });
    project.write("builder.mjs", BUILDERS[name] as string);
    project.write("watch.mjs", 'import { watch } from "./builder.mjs";\nwatch();\n');
    watcher = watch(["watch.mjs"], { cwd: project.folder });
    await watcher.until("BUILT");
    expect(project.read("out/traced.mjs")).not.toContain("$start");
    const { printed } = watcher;
    // Farm drops a change that comes as it ends an update: whoever saves once more is heard.
    const followed = async (content: string | object, isFollowed: () => boolean) => {
      project.write("uno-trace.json", content);
      const again = setInterval(() => project.write("uno-trace.json", content), 2000);
      try {
        await eventually(isFollowed, printed);
      } finally {
        clearInterval(again);
      }
    };
    const isTraced = () => project.read("out/traced.mjs").includes("$start");
    await followed({ include: ["src"] }, isTraced);
    await followed('{ "inclued": [] }', () => printed().includes("UNO3004"));
    await followed({}, () => !isTraced());
  });
});
