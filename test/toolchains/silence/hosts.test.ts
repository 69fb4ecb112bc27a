// Packages as people have them; the mend that a program in them names, where nothing is traced.
import { join } from "node:path";
import { buildSync } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { makeProject, REPOSITORY, type TemporaryProject } from "../temporary-project.js";
import { node } from "./built-program.js";

let project: TemporaryProject;
afterEach(() => project.remove());

function makeWith(files: Readonly<Record<string, string | object>>): TemporaryProject {
  const made = makeProject({});
  for (const [name, content] of Object.entries(files)) made.write(name, content);
  return made;
}

const ASK = `import { mendFor } from "./runtime/notices/build-host.ts";
import { packagesAround } from "./runtime/notices/own-program.ts";
console.log(mendFor(packagesAround(process.argv[1]), process.argv[1]).text);`;

const ASK_ALL = `import { mendFor } from "./runtime/notices/build-host.ts";
import { packagesAround } from "./runtime/notices/own-program.ts";
for (const script of process.argv.slice(2)) console.log(mendFor(packagesAround(script), script).text);`;

describe("the mend names the host", () => {
  const manifest = (build: string, ...dependencies: string[]) => ({
    "package.json": {
      scripts: { build, lint: "tsc --noEmit" },
      devDependencies: Object.fromEntries(dependencies.map((name) => [name, "1"])),
    },
  });
  const PLUGGED = {
    "tsconfig.json": '{ "compilerOptions": { "plugins": [{ "transform": "uno-trace/transformer" }] } }',
  };

  it.each<[string, Readonly<Record<string, string | object>>, RegExp]>([
    ["tsc", { ...manifest("tsc -p ."), ...PLUGGED }, /^build with `tspc` in place of `tsc`/],
    [
      "tsc without the plugin",
      manifest("tsc -p ."),
      /^put `\{ "transform": "uno-trace\/transformer" \}`.*and build with `tspc`/,
    ],
    [
      "TypeScript 7",
      { ...manifest("tsc"), "node_modules/typescript/package.json": { version: "7.0.2" } },
      /^build with `uno-trace build` in place of `tsc`.*TypeScript 7 runs no transformers/,
    ],
    ["uno-trace build", manifest("uno-trace build -p ."), /^build again with `uno-trace build`/],
    [
      "tspc without the plugin",
      manifest("tspc -p ."),
      /^put `\{ "transform": "uno-trace\/transformer" \}` in `plugins` of tsconfig.json$/,
    ],
    ["tspc", { ...manifest("tspc -p ."), ...PLUGGED }, /^build all files again .*--force/],
    [
      "what runs without what builds",
      { ...manifest("tspc -p .", "uno-trace"), ...PLUGGED },
      /^install `uno-trace-build` as a development dependency, then build all files again/,
    ],
    [
      "what runs and what builds",
      { ...manifest("tspc -p .", "uno-trace", "uno-trace-build"), ...PLUGGED },
      /^build all files again/,
    ],
    [
      "an installed ts-patch",
      { ...manifest("ts-patch install && tsc"), ...PLUGGED },
      /^build all files again/,
    ],
    [
      "Nest",
      { ...manifest("nest build", "typescript"), "nest-cli.json": {} },
      /^put `"uno-trace\/nest"` into `plugins` of `compilerOptions` in nest-cli\.json/,
    ],
    [
      "Nest with the plugin",
      { ...manifest("nest build"), "nest-cli.json": { compilerOptions: { plugins: ["uno-trace/nest"] } } },
      /^build all files again/,
    ],
    [
      "Nest with ts-patch",
      {
        ...manifest("nest build"),
        "nest-cli.json": {},
        "tsconfig.json": { compilerOptions: { plugins: [{ transform: "uno-trace/transformer" }] } },
      },
      /^run `npx ts-patch install`.*Nest/,
    ],
    [
      "Nest with SWC",
      { ...manifest("nest build"), "nest-cli.json": { compilerOptions: { builder: "swc" } } },
      /^run `npx uno-trace instrument dist` after `nest build`.*--exec "node --import uno-trace\/loader"/,
    ],
    ["tsup", manifest("tsup src/main.ts", "esbuild"), /^put `plugins: \[unoTrace\(\)\]`/],
    [
      "tsup with decorator metadata",
      { ...manifest("make"), "tsup.config.ts": "esbuildPlugins: [unoTrace()]" },
      /^put `unoTrace\(\)` into `plugins` of tsup and not/,
    ],
    ["ts-loader", manifest("webpack", "ts-loader"), /^give ts-loader `compiler: "ts-patch\/compiler"`/],
    [
      "Vite",
      manifest("tsc && vite build"),
      /^put `unoTrace\(\)` of uno-trace\/vite into `plugins` of vite\.config$/,
    ],
    [
      "Vite with the plugin",
      { ...manifest("vite build"), "vite.config.ts": 'import { unoTrace } from "uno-trace/vite";' },
      /^build again, and start what Vite writes/,
    ],
    [
      "tsdown",
      manifest("tsdown"),
      /^put `unoTrace\(\)` of uno-trace\/rolldown into `plugins` of tsdown\.config$/,
    ],
    [
      "Next",
      manifest("next build"),
      /^wrap what next\.config exports in `withUnoTrace\(\)` of uno-trace\/next$/,
    ],
    [
      "Next with it",
      { ...manifest("next build"), "next.config.mjs": 'import { withUnoTrace } from "uno-trace/next";' },
      /^build again, and start what Next\.js writes/,
    ],
    ["Angular", manifest("ng build", "typescript"), /there is no plugin for the Angular CLI yet$/],
    [
      "Bun's builder",
      manifest("bun build src/main.ts", "typescript"),
      /call `Bun\.build\(\)` in a program, with `plugins: \[unoTrace\(\)\]` of uno-trace\/bun/,
    ],
    ["React Native", manifest("react-native bundle"), /there is no plugin for Metro yet$/],
    ["esbuild's command", manifest("esbuild src/main.ts --bundle"), /its command line takes no plugins$/],
    [
      "esbuild's API",
      { ...manifest("node build.mjs", "esbuild"), "build.mjs": "build({})" },
      /^put `unoTrace\(\)` of uno-trace\/esbuild-plugin into/,
    ],
    [
      "another plugin first",
      { ...manifest("node build.mjs", "esbuild"), "build.mjs": 'import "uno-trace/esbuild-plugin"' },
      /^put `unoTrace\(\)` first/,
    ],
    [
      "nothing known",
      manifest("make"),
      /^build with `tspc`, or with esbuild and uno-trace\/esbuild-plugin; `npx uno-trace check`/,
    ],
  ])("%s", (_, files, mend) => {
    project = makeWith(files);
    // In a program of its own: the test runner that runs this one would be found, too.
    buildSync({
      stdin: { contents: ASK, resolveDir: REPOSITORY, loader: "ts" },
      outfile: join(project.folder, "ask.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
    });
    expect(node(project, ["ask.mjs"]).stdout.trim()).toMatch(mend);
  });

  // `uno-trace check` knows them as well, and must not be ahead of what a running program says.
  it("of each builder without a plugin", () => {
    const programs = "nuxt astro react-router electron-vite parcel unbuild expo wrangler";
    const files = programs.split(" ").map((name) => [`${name}/package.json`, { scripts: { build: name } }]);
    project = makeWith(Object.fromEntries(files) as Record<string, object>);
    buildSync({
      stdin: { contents: ASK_ALL, resolveDir: REPOSITORY, loader: "ts" },
      outfile: join(project.folder, "ask.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
    });
    const scripts = programs.split(" ").map((name) => project.path(`${name}/main.js`));
    const mends = node(project, ["ask.mjs", ...scripts])
      .stdout.trim()
      .split("\n");
    expect(mends.map((mend) => /there is no plugin for (.*) yet$/.exec(mend)?.[1])).toEqual([
      "Nuxt",
      "Astro",
      "React Router",
      "electron-vite",
      "Parcel",
      "unbuild",
      "Expo",
      "Wrangler",
    ]);
  });

  const MARKED = "// @trace\nexport const total = (n: number): number => n * 2;\n";
  const MAIN = 'import { setupMonitoring } from "uno-trace/runtime";\nsetupMonitoring();\n';
  const BUILT = 'import * as __uno from "uno-trace/abi";function __uno_0(){}';

  it.each([
    [
      "tsx",
      "node_modules/tsx/dist/loader.mjs",
      /start it with `--import uno-trace\/loader` as well, which traces what tsx compiles/,
    ],
    ["ts-node", "node_modules/ts-node/esm.mjs", /"ts-node": \{ "compiler": "ts-patch\/compiler" \}/],
  ])("%s, whatever lies in dist", (_, loader, mend) => {
    const files = { "main.mjs": MAIN, "src/checkout.ts": MARKED, "dist/checkout.js": BUILT, [loader]: "" };
    project = makeWith({ ...manifest("tspc -p ."), ...files });
    const { stderr } = node(project, ["main.mjs"], { options: ["--import", `./${loader}`] });
    expect(stderr).toMatch(mend);
    expect(stderr).toContain("src/checkout.ts:1 asks for it");
    // With a compiler that traces as it loads, nothing may be wrong.
    project.write("tsconfig.json", '{ "ts-node": { "compiler": "ts-patch/compiler" } }');
    if (loader.includes("ts-node"))
      expect(node(project, ["main.mjs"], { options: ["--import", `./${loader}`] }).stderr).toBe("");
  });

  it("of a program that was built into a hidden folder with a package of its own", () => {
    project = makeProject({
      ...manifest("nuxt build", "typescript"),
      "server/checkout.ts": MARKED,
      ".output/server/package.json": { name: "nuxt-app-prod", version: "1.0.0", type: "module" },
      ".output/server/index.mjs": MAIN,
    });
    expect(node(project, [".output/server/index.mjs"]).stderr).toMatch(
      /^uno-trace: no traced code was loaded, though server\/checkout\.ts:1 asks for it: .*no plugin for Nuxt yet\n$/,
    );
  });

  it.runIf("typescript" in process.features)("Node, where it strips types", () => {
    project = makeProject({ ...manifest("tspc -p ."), "main.mts": MAIN, "src/checkout.ts": MARKED });
    expect(node(project, ["main.mts"]).stderr).toMatch(
      /src\/checkout\.ts:1 asks for it: start it with `node --import uno-trace\/loader`/,
    );
  });
});
