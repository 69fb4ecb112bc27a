// `uno-trace check` and the hosts of a package: which of them can trace, which cannot, and what is said of each.
import { describe, expect, test } from "vitest";
import { HOSTS } from "../../cli/hosts/table.js";
import { installed, tempProject } from "./temp-project.js";

type Files = Record<string, string>;

const LISTED = '{ "compilerOptions": { "plugins": [{ "transform": "uno-trace/transformer" }] } }';
const METADATA = '{ "compilerOptions": { "emitDecoratorMetadata": true } }';
const MARKED = { "src/a.ts": "// @trace\nexport function f() {}\n" };
const TS = installed("typescript", "6.0.3", "lib/typescript.js", "// plain");
const PATCHED = installed("typescript", "6.0.3", "lib/_tsc.js", "/// tsp-module:");
const PATCH = installed("ts-patch", "4.0.1");
const manifest = (scripts: Files, more: object = {}) => ({
  "package.json": JSON.stringify({ scripts, ...more }),
});
const check = (files: Files) => tempProject({ ...MARKED, ...files }).run("check");

/** What is said: of warnings their first lines, of notes all. */
async function said(files: Files) {
  const { code, out } = await check(files);
  const lines = out.split("\n");
  return {
    code,
    warnings: lines.filter((line) => / UNO\d+: /.test(line)),
    notes: lines.filter((line) => line.startsWith("note: ")).map((line) => line.slice(6)),
  };
}

const builder = (plugins: string) => `import { build } from "esbuild";\n${plugins}\nawait build({});\n`;
const OURS = 'import { unoTrace } from "uno-trace/esbuild-plugin";';
const ofOurs = (entry: string) => `import { unoTrace } from "uno-trace/${entry}";`;
const jestWith = (options: string) => `module.exports = { transform: { "ts$": ["ts-jest", ${options}] } };`;
const compiled = { "tsconfig.json": LISTED, ...TS, ...PATCH };

describe("hosts that trace: nothing is said", () => {
  test.each<[string, Files]>([
    ["tspc", { ...manifest({ build: "tspc" }), ...compiled }],
    [
      "tsc, and `uno-trace instrument` behind it",
      { ...manifest({ build: "tsc && uno-trace instrument dist" }), "tsconfig.json": "{}", ...TS },
    ],
    ["tsc, patched", { ...manifest({ build: "tsc" }), "tsconfig.json": LISTED, ...PATCHED }],
    [
      "tsc -b, by a project that is referred to",
      {
        ...manifest({ build: "tspc -b" }),
        ...compiled,
        "tsconfig.json": '{ "files": [], "references": [{ "path": "lib" }] }',
        "lib/tsconfig.json": LISTED,
      },
    ],
    ["a program that calls esbuild", { ...manifest({ build: "node build" }), "build.mjs": builder(OURS) }],
    [
      "a program that calls esbuild with options of another file",
      {
        ...manifest({ build: "node etc/bundle.mjs" }),
        "etc/bundle.mjs":
          'import { options } from "./options";\nimport * as esbuild from "esbuild";\nawait esbuild.build(options);\n',
        "etc/options.mjs": `import "./bundle.mjs";\n${OURS}`,
      },
    ],
    ["esbuild, in a folder of tools", { ...manifest({ build: "make" }), "tools/bundle.ts": builder(OURS) }],
    ["tsup", { ...manifest({ build: "tsup" }), "tsup.config.ts": OURS }],
    ["Vite", { ...manifest({ build: "vite build" }), "vite.config.ts": ofOurs("vite") }],
    [
      "Vite, by a file that its configuration imports",
      {
        ...manifest({ build: "vite build" }),
        "vite.config.mts": 'export { default } from "./etc/vite.js";',
        "etc/vite.js": ofOurs("vite"),
      },
    ],
    [
      "Rollup, with another name of the same plugin",
      { ...manifest({ build: "rollup -c" }), "rollup.config.js": ofOurs("vite") },
    ],
    ["Rolldown", { ...manifest({ build: "rolldown -c" }), "rolldown.config.ts": ofOurs("rolldown") }],
    ["tsdown", { ...manifest({ build: "tsdown" }), "tsdown.config.ts": ofOurs("rolldown") }],
    ["webpack", { ...manifest({ build: "webpack" }), "webpack.config.js": ofOurs("webpack") }],
    ["Rspack", { ...manifest({ build: "rspack build" }), "rspack.config.mjs": ofOurs("rspack") }],
    ["Farm", { ...manifest({ build: "farm build" }), "farm.config.ts": ofOurs("farm") }],
    ["Rsbuild", { ...manifest({ build: "rsbuild build" }), "rsbuild.config.ts": ofOurs("rsbuild") }],
    ["Vitest alone", { ...manifest({ test: "vitest" }), "vitest.config.ts": ofOurs("vite") }],
    [
      "Nuxt",
      {
        ...manifest({ build: "nuxt build" }, { devDependencies: { nuxt: "*" } }),
        "nuxt.config.ts": ofOurs("vite"),
      },
    ],
    [
      "tsup with decorator metadata, in its own list",
      {
        ...manifest({ build: "tsup" }),
        "tsup.config.ts": `${OURS}\nexport default { plugins: [unoTrace()] };`,
        "tsconfig.json": METADATA,
      },
    ],
    ["Nest, patched", { ...manifest({ build: "nest build" }), "tsconfig.json": LISTED, ...PATCHED }],
    [
      "Nest with the plugin, unpatched, in each list of a monorepo",
      {
        ...manifest({ build: "nest build", start: "nest start" }),
        "nest-cli.json": JSON.stringify({
          compilerOptions: { plugins: ["@nestjs/swagger", "uno-trace/nest"] },
          projects: { api: {}, web: { compilerOptions: { plugins: [{ name: "uno-trace/nest" }] } } },
        }),
        "tsconfig.json": "{}",
        ...TS,
      },
    ],
    [
      "Nest with swc, traced afterwards",
      {
        ...manifest({
          build: "nest build && uno-trace instrument dist",
          start: 'nest start --exec "node --import uno-trace/loader"',
        }),
        "nest-cli.json": '{ "compilerOptions": { "builder": "swc" } }',
        "tsconfig.json": "{}",
        ...TS,
      },
    ],
    [
      "Nest with rspack and the plugin",
      {
        ...manifest({ build: "nest build -b rspack" }),
        "nest-cli.json": "{}",
        "rspack.config.js": ofOurs("rspack"),
        "tsconfig.json": "{}",
        ...TS,
      },
    ],
    [
      "Nest with webpack, patched",
      {
        ...manifest({ build: "nest build" }),
        "nest-cli.json": '{ "compilerOptions": { "webpack": true } }',
        "tsconfig.build.json": LISTED,
        ...PATCHED,
      },
    ],
    [
      "Jest with our transformer",
      {
        ...manifest({ test: "jest", build: "tspc" }),
        ...compiled,
        "jest.config.js":
          'module.exports = { transform: { "ts$": ["uno-trace/jest", { transformer: "ts-jest" }] } };',
      },
    ],
    [
      "ts-jest with its compiler",
      {
        ...manifest({ test: "jest", build: "tspc" }),
        ...compiled,
        "jest.config.js": jestWith('{ compiler: "ts-patch/compiler" }'),
      },
    ],
    [
      "ts-loader with its compiler",
      {
        ...manifest({ build: "webpack" }),
        ...compiled,
        "webpack.config.js":
          'module.exports = { loader: "ts-loader", options: { compiler: "ts-patch/compiler" } };',
      },
    ],
    ["tsx with the loader", manifest({ dev: "tsx watch --import uno-trace/loader src/a.ts" })],
    [
      "Bun with the loader",
      manifest({ dev: "bun run --watch --preload uno-trace/loader src/a.ts", build: "bun scripts/a.ts" }),
    ],
    [
      "Bun with bunfig.toml",
      {
        ...manifest({ start: "bun src/a.ts", test: "bun test" }),
        "bunfig.toml":
          'preload = ["uno-trace/loader"]\n[test]\npreload = [\n  "./a.ts",\n  "uno-trace/loader"\n]\n',
      },
    ],
    [
      "Bun.build()",
      {
        ...manifest({ build: "bun build.ts" }),
        "build.ts": `${ofOurs("bun")}\nawait Bun.build({ plugins: [unoTrace()] });\n`,
      },
    ],
    [
      "type stripping with the loader",
      manifest({ start: "node --watch --import uno-trace/loader src/a.ts" }),
    ],
    ["plain JavaScript with the loader", manifest({ start: "node --import uno-trace/loader src/a.js" })],
    [
      "ts-node with the loader",
      manifest({ start: "NODE_OPTIONS='--import uno-trace/loader' ts-node src/a.ts" }),
    ],
    [
      "SWC's loader with ours",
      manifest({ start: "node --import uno-trace/loader --import @swc-node/register/esm-register src/a.ts" }),
    ],
    [
      "ts-node with its compiler",
      { ...manifest({ start: "ts-node -C ts-patch/compiler src/a.ts" }), ...compiled },
    ],
  ])("%s", async (_, files) => {
    expect(await said(files)).toEqual({ code: 0, warnings: [], notes: [] });
  });
});

describe("hosts that trace nothing: a warning", () => {
  test.each<[string, Files, RegExp]>([
    [
      "tsc, not listed",
      { ...manifest({ build: "tsc" }), "tsconfig.json": "{}", ...TS },
      /build in package\.json \(tsc\) traces nothing: tsconfig\.json does not list/,
    ],
    [
      "tsc, no ts-patch",
      { ...manifest({ build: "tsc" }), "tsconfig.json": LISTED, ...TS },
      /\(tsc\) traces nothing: ts-patch is not installed/,
    ],
    [
      "tsc, not patched",
      { ...manifest({ build: "tsc -w" }), ...compiled },
      /\(tsc\) traces nothing: tsc is not patched and ignores plugins/,
    ],
    [
      "tsc, whose patch has not run",
      { ...manifest({ build: "tsc", prepare: "ts-patch install -s" }), ...compiled },
      /the script prepare has not run/,
    ],
    [
      "TypeScript 7, not listed",
      { ...manifest({ build: "tsc" }), "tsconfig.json": "{}", ...installed("typescript", "7.0.2") },
      /\(tsc\) traces nothing: TypeScript 7\.0\.2 runs no transformers/,
    ],
    [
      "Nest, not patched",
      { ...manifest({ build: "nest build", start: "nest start" }), "nest-cli.json": "{}", ...compiled },
      /build, start in package\.json \(Nest CLI\) traces nothing: it compiles with typescript, which is not patched/,
    ],
    [
      "Nest without the plugin",
      { ...manifest({ build: "nest build" }), "nest-cli.json": "{}", "tsconfig.json": "{}", ...TS },
      /build in package\.json \(Nest CLI\) traces nothing: nest-cli\.json does not list uno-trace\/nest/,
    ],
    [
      "Nest with a list of plugins of one project that lacks ours",
      {
        ...manifest({ build: "nest build" }),
        "nest-cli.json": JSON.stringify({
          compilerOptions: { plugins: ["uno-trace/nest"] },
          projects: { web: { compilerOptions: { plugins: ["@nestjs/swagger"] } } },
        }),
        "tsconfig.json": "{}",
        ...TS,
      },
      /\(Nest CLI\) traces nothing: nest-cli\.json does not list uno-trace\/nest/,
    ],
    [
      "Nest with the plugin and TypeScript 7",
      {
        ...manifest({ build: "nest build" }),
        "nest-cli.json": '{ "compilerOptions": { "plugins": ["uno-trace/nest"] } }',
        "tsconfig.json": "{}",
        ...installed("typescript", "7.0.2"),
      },
      /\(Nest CLI\) traces nothing: TypeScript 7\.0\.2 runs no transformers/,
    ],
    [
      "Nest with rspack",
      { ...manifest({ build: "nest build -b rspack" }), "tsconfig.json": "{}", ...TS },
      /\(Nest CLI\) traces nothing: its builder "rspack".*rspack\.config\.js does not use/,
    ],
    [
      "Nest with swc, of which only the start is traced",
      {
        ...manifest({ build: "nest build", start: 'nest start --exec "node --import uno-trace/loader"' }),
        "nest-cli.json": '{ "compilerOptions": { "builder": "swc" } }',
        "tsconfig.json": "{}",
        ...TS,
      },
      /nest-cli\.json:1:35 - warning .*\(Nest CLI\) traces nothing: its builder "swc"/,
    ],
    [
      "Nest with swc",
      {
        ...manifest({ build: "nest build" }),
        "nest-cli.json": '{ "compilerOptions": {\n"builder": { "type": "swc" } } }',
        "tsconfig.json": LISTED,
        ...PATCHED,
      },
      /nest-cli\.json:2:12 - warning .*\(Nest CLI\) traces nothing: its builder "swc"/,
    ],
    [
      "Nest with swc, by a script",
      { ...manifest({ build: "nest build -b swc" }), "tsconfig.json": LISTED, ...PATCHED },
      /build in package\.json \(Nest CLI\) traces nothing: its builder "swc"/,
    ],
    [
      "esbuild's command line",
      manifest({ build: "esbuild src/a.ts --bundle" }),
      /\(esbuild\) traces nothing: its command line takes no plugins/,
    ],
    [
      "esbuild without the plugin",
      { ...manifest({ build: "node build.mjs" }), "build.mjs": builder("") },
      /build\.mjs \(esbuild\) traces nothing: it does not use/,
    ],
    [
      "tsup without the plugin",
      manifest({ build: "tsup src/a.ts" }),
      /\(tsup\) traces nothing: it does not use/,
    ],
    [
      "tsup with decorator metadata",
      {
        ...manifest({ build: "tsup" }),
        "tsup.config.ts": `${OURS}\nexport default { plugins: [other()], esbuildPlugins: [unoTrace()] };`,
        "tsconfig.json": METADATA,
      },
      /\(tsup\) traces nothing: with emitDecoratorMetadata its SWC plugin/,
    ],
    [
      "ts-jest alone",
      { ...manifest({ test: "jest" }), "tsconfig.json": "{}", "jest.config.js": jestWith("{}") },
      /\(Jest with ts-jest\) traces nothing: its `transform` does not use uno-trace\/jest/,
    ],
    [
      "@swc/jest",
      { ...manifest({ test: "jest" }, { jest: { transform: { ts$: "@swc/jest" } } }) },
      /\(Jest with @swc\/jest\) traces nothing/,
    ],
    [
      "webpack with another loader",
      {
        ...manifest({ build: "webpack" }),
        "webpack.config.js": 'module.exports = { loader: "esbuild-loader" };',
      },
      /\(webpack\) traces nothing: it does not use uno-trace\/webpack/,
    ],
    [
      "Vite",
      {
        ...manifest({ dev: "vite", build: "tsc -b && vite build" }),
        "tsconfig.json": '{ "compilerOptions": { "noEmit": true } }',
      },
      /dev, build in package\.json \(Vite\) traces nothing: it does not use uno-trace\/vite/,
    ],
    [
      "Vite with the plugin for esbuild",
      { ...manifest({ build: "vite build" }, { devDependencies: { vite: "*" } }), "vite.config.ts": OURS },
      /\(Vite\) traces nothing: it does not use uno-trace\/vite, and takes no plugin for esbuild/,
    ],
    [
      "Vitest alone",
      manifest({ test: "vitest run" }, { devDependencies: { vitest: "*" } }),
      /\(Vitest\) traces nothing: it does not use uno-trace\/vite/,
    ],
    [
      "Next",
      manifest({ build: "next build --turbopack" }),
      /\(Next\.js\) traces nothing: it does not use uno-trace\/next$/,
    ],
    [
      "tsx, which brings esbuild",
      { ...manifest({ start: "tsx src/a.ts" }), ...installed("esbuild", "0.28.2") },
      /start in package\.json \(tsx\) traces nothing/,
    ],
    ["tsx in node", manifest({ start: "node --import tsx src/a.ts" }), /\(tsx\) traces nothing/],
    [
      "type stripping",
      manifest({ start: "node --watch src/a.ts" }),
      /\(Node's type stripping\) traces nothing/,
    ],
    [
      "ts-node",
      { ...manifest({ start: "node -r ts-node/register src/a.ts" }), ...compiled },
      /\(ts-node\) traces nothing: it compiles with/,
    ],
    ["tsdown", manifest({ build: "tsdown" }), /\(tsdown\) traces nothing/],
    [
      "Rspack",
      manifest({ build: "cross-env NODE_ENV=production rspack build" }),
      /\(Rspack\) traces nothing/,
    ],
    ["Rsbuild", manifest({ build: "rsbuild build" }), /\(Rsbuild\) traces nothing/],
    ["Bun", manifest({ start: "bun run src/a.ts" }), /\(Bun\) traces nothing: bun runs TypeScript as it is/],
    [
      "Bun with the option where it does not count",
      manifest({ start: "bun --preload uno-trace/loader run src/a.ts" }),
      /\(Bun\) traces nothing/,
    ],
    [
      "Bun's tests",
      { ...manifest({ test: "bun test" }), "bunfig.toml": 'preload = ["uno-trace/loader"]\n' },
      /\(Bun\) traces nothing/,
    ],
    [
      "Bun's builder",
      manifest({ build: "bun build src/a.ts" }),
      /\(bun build\) traces nothing: its command line runs no plugins/,
    ],
    [
      "Bun.build()",
      { ...manifest({ build: "bun build.ts" }), "build.ts": "await Bun.build({});\n" },
      /build\.ts \(Bun\.build\) traces nothing/,
    ],
    ["Deno", manifest({ start: "deno run -A src/a.ts" }), /\(Deno\) traces nothing/],
    ["SWC", manifest({ build: "swc src -d dist" }), /\(SWC\) traces nothing/],
    ["Nuxt", manifest({ build: "nuxt build" }), /\(Nuxt\) traces nothing/],
    ["Astro", manifest({ build: "astro build" }), /\(Astro\) traces nothing/],
    ["Parcel", manifest({ build: "parcel build" }), /\(Parcel\) traces nothing/],
    ["unbuild", manifest({ build: "unbuild" }), /\(unbuild\) traces nothing/],
    ["Farm", manifest({ build: "farm build" }), /\(Farm\) traces nothing/],
    [
      "React Native",
      manifest({ start: "react-native start" }),
      /\(Metro\) traces nothing: apps of React Native have no modules of Node\.js/,
    ],
    ["Expo", manifest({ start: "expo start" }), /\(Expo\) traces nothing: apps of React Native/],
    [
      "Angular, by its configuration",
      { ...manifest({}, { devDependencies: { "@angular/cli": "*" } }), "angular.json": "{}" },
      /angular\.json \(Angular CLI\) traces nothing/,
    ],
    [
      "Wrangler, by its configuration",
      { ...manifest({}, { devDependencies: { wrangler: "*" } }), "wrangler.jsonc": "{}" },
      /wrangler\.jsonc \(Wrangler\) traces nothing: Cloudflare's workerd/,
    ],
  ])("%s", async (_, files, warning) => {
    const { code, warnings } = await said(files);
    expect(warnings).toEqual([expect.stringMatching(warning)]);
    expect(warnings[0]).toContain("UNO3016");
    expect(code).toBe(1);
  });

  test("with what to do, and the place in the script", async () => {
    const { out } = await check({
      "package.json": '{\n  "scripts": { "dev": "x && tsx watch src/a.ts" }\n}\n',
    });
    expect(out).toContain(
      "package.json:2:29 - warning UNO3016: dev in package.json (tsx) traces nothing: it compiles files as",
    );
    expect(out).toContain(
      '  2 |   "scripts": { "dev": "x && tsx watch src/a.ts" }\n    |                             ~~~\n  help: Start it with tsx watch --import uno-trace/loader src/a.ts',
    );
  });
});

test("nothing known builds it: one warning", async () => {
  const nothing = /package\.json - warning UNO3017: 1 function is to be traced here, and no script/;
  expect(await said({})).toMatchObject({ code: 1, warnings: [expect.stringMatching(nothing)] });
  expect(await said(installed("esbuild", "0.28.2"))).toMatchObject({ code: 1 });
  expect((await said(manifest({ build: "make", lint: "tsx scripts/lint.ts" }))).warnings).toHaveLength(1);
});

test("nothing is marked: notes, and exit code 0", async () => {
  const files = { ...manifest({ build: "vite build" }), "src/a.ts": "export {};\n" };
  const { code, notes, warnings } = await said(files);
  expect({ code, warnings }).toEqual({ code: 0, warnings: [] });
  expect(notes).toEqual([
    expect.stringMatching(/^nothing is to be traced: write \/\/ @trace/),
    expect.stringMatching(
      /^build in package\.json \(Vite\) traces nothing: .*\. Add plugins: \[unoTrace\(\)\] from uno-trace\/vite to vite\.config\.ts\.$/,
    ),
  ]);
});

test("beside a host that traces, the others are notes", async () => {
  const scripts = { build: "tspc", dev: "tsx watch src/a.ts", test: "vitest" };
  const { code, notes, warnings } = await said({ ...manifest(scripts), ...compiled });
  expect({ code, warnings }).toEqual({ code: 0, warnings: [] });
  expect(notes.map((note) => /\((.*?)\)/.exec(note)?.[1])).toEqual(["Vitest", "tsx"]);
});

test("what tests run with is a note, where a build that can be mended is a warning", async () => {
  const { notes, warnings } = await said({
    ...manifest({ build: "nest build", test: "vitest" }),
    ...compiled,
  });
  expect([warnings.length, notes.length]).toEqual([1, 1]);
});

test("a tsconfig that lists the transformer and no script compiles: a word on how", async () => {
  expect(await said({ ...manifest({}), ...compiled })).toEqual({
    code: 0,
    warnings: [],
    notes: ["tsconfig.json (tsc): no script compiles it: build with tspc, since plain tsc ignores plugins"],
  });
});

test("`uno-trace build` traces with whatever TypeScript is installed", async () => {
  const files = { ...manifest({ build: "uno-trace build -p ." }), "tsconfig.json": "{}" };
  const fine = { code: 0, warnings: [], notes: [] };
  expect(await said({ ...files, ...installed("typescript", "7.0.2") })).toEqual(fine);
  expect(await said({ ...files, ...installed("typescript", "6.0.3") })).toEqual(fine);
});

test("TypeScript 7 where the transformer is listed is one error, and said once", async () => {
  const files = {
    ...manifest({ build: "tsc" }),
    "tsconfig.json": LISTED,
    ...installed("typescript", "7.0.2"),
  };
  const { code, warnings } = await said(files);
  expect({ code, warnings }).toEqual({ code: 1, warnings: [expect.stringContaining("error UNO3014")] });
});

describe("packages of one repository", () => {
  const root = {
    "package.json": JSON.stringify({ workspaces: ["packages/*"], scripts: { build: "tspc -b" } }),
  };
  const inner = {
    "src/a.ts": "export {};\n",
    "packages/a/src/a.ts": "// @trace\nexport const f = () => {};\n",
  };

  test("the root builds them", async () => {
    const files = {
      ...root,
      ...compiled,
      ...inner,
      "packages/a/package.json": '{ "scripts": { "test": "vitest" } }',
    };
    expect(await said(files)).toMatchObject({ code: 0, warnings: [] });
  });

  test("whoever imports one builds it", async () => {
    const other = {
      "packages/b/package.json": '{ "scripts": { "build": "node build.mjs" } }',
      "packages/b/build.mjs": builder(OURS),
    };
    const files = {
      "package.json": '{ "workspaces": [] }',
      ...inner,
      "packages/a/package.json": "{}",
      ...other,
    };
    expect(await said(files)).toMatchObject({ code: 0, warnings: [] });
  });

  test("each has its own hosts", async () => {
    const files = {
      ...root,
      ...compiled,
      ...inner,
      "packages/a/package.json": '{ "scripts": { "build": "vite build" } }',
      "packages/b/package.json": '{ "scripts": { "build": "swc src" } }',
    };
    const { warnings } = await said(files);
    expect(warnings).toEqual([expect.stringContaining("(Vite) traces nothing")]);
  });
});

test("every row has a name of its own", () => {
  const names = HOSTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
