// What runs and builds a program in; what has to be done so that it is traced, in words: the mend of a note.

import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { ENGINE, process } from "../ground/node.js";
import { isRecord } from "../ground/options.js";
import { dependenciesOf, isLoaderThere, type Package, readJson, readText } from "./own-program.js";
import { testRunner } from "./test-workers.js";

/** What is known of how a program is built and started. */
interface Facts {
  /** The nearest package. */
  readonly folder: string;
  /** The scripts of the packages around, `build` and its like first, one a line. */
  readonly scripts: string;
  readonly dependencies: ReadonlySet<string>;
  /** What Node was told to load before the program. */
  readonly loaders: string;
  readonly script: string | undefined;
}

/** A host: whether it is the one, and the mend; `undefined` for one that is set up to trace what it loads. */
interface Host {
  readonly isIt: (facts: Facts) => boolean;
  readonly mend: (facts: Facts) => string | undefined;
}

const EITHER = "`tspc`, or with esbuild and uno-trace/esbuild-plugin";
const FALLBACK = `build with ${EITHER}; \`npx uno-trace check\` says what is missing`;
const PLUGIN = '`{ "transform": "uno-trace/transformer" }` in `plugins` of tsconfig.json';

const LOADER = "--import uno-trace/loader";

function loadsTraced(name: string) {
  return (): string =>
    `start it with \`${LOADER}\` as well, which traces what ${name} compiles as it loads it`;
}

const NOT_LOADED =
  "uno-trace/loader traces what this process loads from its files, and it did not load that one";

function mendBun(): string {
  return isLoaderThere()
    ? NOT_LOADED
    : "start it with `bun --preload uno-trace/loader` (`bun run --preload …`, `bun test --preload …`), which traces files as Bun loads them";
}

function mendDeno(): string {
  return `build with ${EITHER}, and start what they write: Deno compiles files as it loads them, without transformers`;
}

function loadedBy(name: string, title = name): Host {
  return {
    isIt: ({ loaders }) => loaders.includes(name),
    mend: loadsTraced(title),
  };
}

function noPlugin(name: string, word = name.toLowerCase()): Host {
  return {
    isIt: (facts) => runs(facts, word),
    mend: () => `build the traced files with ${EITHER}: there is no plugin for ${name} yet`,
  };
}

/** @param entry of uno-trace, which exports the plugin */
function plugged(name: string, entry: string, word = name.toLowerCase()): Host {
  return {
    isIt: (facts) => runs(facts, word),
    mend: ({ folder }) =>
      mentions(folder, [`${word}.config`], "uno-trace/")
        ? `build again, and start what ${name} writes: its configuration has the plugin`
        : `put \`unoTrace()\` of uno-trace/${entry} into \`plugins\` of ${word}.config`,
  };
}

/** What compiles as it loads, known from the process itself. */
const LOADERS: readonly Host[] = [
  { isIt: () => testRunner() === "vitest", mend: mendVitest },
  { isIt: () => testRunner() === "jest", mend: mendJest },
  { isIt: ({ loaders }) => loaders.includes("uno-trace/loader"), mend: () => NOT_LOADED },
  loadedBy("tsx"),
  { isIt: ({ loaders }) => loaders.includes("ts-node"), mend: mendTsNode },
  loadedBy("@swc-node"),
  loadedBy("@swc/register"),
  loadedBy("esbuild-register"),
  loadedBy("@babel/register"),
  { isIt: (facts) => isTypeScript(facts) && ENGINE === "bun", mend: mendBun },
  { isIt: (facts) => isTypeScript(facts) && ENGINE === "deno", mend: mendDeno },
  {
    isIt: isTypeScript,
    mend: () => `start it with \`node ${LOADER}\`, which traces files as Node loads them`,
  },
];

/** What builds, known from the scripts of package.json; the first that is named there is the one. */
const BUILDERS: readonly Host[] = [
  {
    isIt: (facts) => runs(facts, "nest") || existsSync(join(facts.folder, "nest-cli.json")),
    mend: mendNest,
  },
  { isIt: (facts) => runs(facts, "tsup") || hasConfig(facts, "tsup.config"), mend: mendTsup },
  { isIt: (facts) => runs(facts, "webpack") && facts.dependencies.has("ts-loader"), mend: mendTsLoader },
  { isIt: (facts) => runs(facts, "next"), mend: mendNext },
  noPlugin("Nuxt"),
  noPlugin("Astro"),
  noPlugin("React Router", "react-router"),
  noPlugin("electron-vite"),
  plugged("Vite", "vite"),
  plugged("tsdown", "rolldown"),
  plugged("Rsbuild", "rsbuild"),
  noPlugin("Parcel"),
  noPlugin("unbuild"),
  plugged("Farm", "farm"),
  noPlugin("the Angular CLI", "ng"),
  noPlugin("Expo"),
  noPlugin("Metro", "(?:metro|react-native)"),
  noPlugin("Wrangler"),
  { isIt: (facts) => runs(facts, "bun build"), mend: mendBunBuild },
  plugged("webpack", "webpack"),
  plugged("Rspack", "rspack"),
  plugged("Rollup", "rollup"),
  plugged("Rolldown", "rolldown"),
  noPlugin("SWC", "swc"),
  noPlugin("Babel", "babel"),
  { isIt: (facts) => runs(facts, "esbuild"), mend: mendEsbuildCommand },
  {
    isIt: (facts) => runs(facts, "uno-trace build"),
    mend: () =>
      "build again with `uno-trace build`, and start what it writes: plain `tsc` writes untraced files",
  },
  { isIt: (facts) => runs(facts, "tspc") || /ts-patch install/.test(facts.scripts), mend: mendTspc },
  { isIt: (facts) => runs(facts, "tsc"), mend: mendTsc },
  { isIt: ({ dependencies }) => dependencies.has("esbuild"), mend: mendEsbuildPlugin },
  { isIt: ({ dependencies }) => dependencies.has("typescript"), mend: mendTsc },
];

/** What is to be done so that a program is traced. */
export interface Mend {
  /** `undefined` where the host is set up to trace as it loads, so that nothing may be wrong. */
  readonly text: string | undefined;
  /** Whether the host compiles as it loads: then no file that a build has written says anything. */
  readonly isLoader: boolean;
}

/** The mend by what loads or builds a program. Reads package.json, and what else names the host. */
export function mendFor(packages: readonly Package[], script: string | undefined): Mend {
  const facts = factsOf(packages, script);
  const loader = LOADERS.find(({ isIt }) => isIt(facts));
  const builder = BUILDERS.find(({ isIt }) => isIt(facts));
  const text = loader ? loader.mend(facts) : builder ? builder.mend(facts) : FALLBACK;
  return { text: text && mendOfInstallation(packages, facts) + text, isLoader: loader !== undefined };
}

/** What runs may be there without what builds. */
function mendOfInstallation(packages: readonly Package[], { dependencies }: Facts): string {
  const isThere = packages.some(({ folder }) => existsSync(join(folder, "node_modules/uno-trace-build")));
  const isLacking = dependencies.has("uno-trace") && !dependencies.has("uno-trace-build") && !isThere;
  return isLacking ? "install `uno-trace-build` as a development dependency, then " : "";
}

function factsOf(packages: readonly Package[], script: string | undefined): Facts {
  return {
    folder: packages[0]?.folder ?? process.cwd(),
    scripts: packages.flatMap(scriptsOf).join("\n"),
    dependencies: new Set(packages.flatMap((each) => [...dependenciesOf(each)])),
    loaders: [...process.execArgv, process.env.NODE_OPTIONS ?? ""].join(" "),
    script,
  };
}

function scriptsOf({ manifest }: Package): string[] {
  const scripts = isRecord(manifest.scripts) ? Object.entries(manifest.scripts) : [];
  const texts = scripts.flatMap(([, text]) => (typeof text === "string" ? text : []));
  return texts.filter((text) => !/\b(?:lint|eslint|vitest|jest)\b|--noEmit\b/.test(text));
}

function isTypeScript({ script }: Facts): boolean {
  return /^\.[cm]?tsx?$/.test(extname(script ?? ""));
}

/** Whether a script runs a command, which is an expression. */
function runs({ scripts }: Facts, command: string): boolean {
  return new RegExp(`(?:^|[\\s/;&|])${command}(?=$|[\\s;&|])`, "m").test(scripts);
}

function mendVitest({ folder }: Facts): string | undefined {
  if (mentions(folder, ["vitest.config", "vite.config", "vitest.workspace"], "uno-trace")) return undefined;
  return "put `unoTrace()` of uno-trace/vite into `plugins` of vitest.config (or vite.config): Vitest compiles the sources itself";
}

function mendJest({ folder }: Facts): string | undefined {
  const files = ["jest.config", "package"];
  if (mentions(folder, files, "uno-trace/jest") || mentions(folder, files, "ts-patch/compiler"))
    return undefined;
  const inner =
    ["ts-jest", "@swc/jest"].find((name) => mentions(folder, files.slice(0, 1), name)) ?? "babel-jest";
  return `put \`["uno-trace/jest", { "transformer": "${inner}" }]\` into \`transform\` of Jest's configuration, which \`npx uno-trace init\` does: Jest compiles the sources itself`;
}

function mendTsNode({ folder }: Facts): string | undefined {
  if (mentions(folder, ["tsconfig"], "ts-patch/compiler")) return undefined;
  return `start it with \`${LOADER}\` as well (on Node 20: \`--require uno-trace/loader\`), or put \`"ts-node": { "compiler": "ts-patch/compiler" }\` into tsconfig.json, and ${PLUGIN}`;
}

function mendNest({ folder }: Facts): string {
  if (mentions(folder, ["nest-cli"], '"swc"'))
    return 'run `npx uno-trace instrument dist` after `nest build`, and start with `nest start --exec "node --import uno-trace/loader"`: the builder "swc" runs no transformers';
  if (mentions(folder, ["nest-cli"], "uno-trace/nest"))
    return "build all files again (delete dist and .tsbuildinfo): an incremental build keeps old output";
  if (mentions(folder, ["tsconfig", "tsconfig.build"], "uno-trace/transformer"))
    return "run `npx ts-patch install` after each installation of TypeScript (as the script `prepare`), or list `uno-trace/nest`, which needs no patch, in `plugins` of nest-cli.json: Nest's builder ignores those of tsconfig.json";
  return 'put `"uno-trace/nest"` into `plugins` of `compilerOptions` in nest-cli.json';
}

function mendNext({ folder }: Facts): string {
  return mentions(folder, ["next.config"], "uno-trace/next")
    ? "build again, and start what Next.js writes: its configuration traces"
    : "wrap what next.config exports in `withUnoTrace()` of uno-trace/next";
}

function mendTsup({ folder }: Facts): string {
  if (mentions(folder, ["tsup.config", "package"], "unoTrace"))
    return "put `unoTrace()` into `plugins` of tsup and not into `esbuildPlugins`: with `emitDecoratorMetadata` tsup's own SWC plugin is asked before these";
  return "put `plugins: [unoTrace()]` of uno-trace/esbuild-plugin into tsup.config.ts";
}

function mendTsLoader(): string {
  return `give ts-loader \`compiler: "ts-patch/compiler"\`, and put ${PLUGIN}`;
}

function mendBunBuild(): string {
  return "call `Bun.build()` in a program, with `plugins: [unoTrace()]` of uno-trace/bun: the command `bun build` runs no plugins";
}

function mendEsbuildCommand(): string {
  return "call esbuild's `build()` with `plugins: [unoTrace()]` of uno-trace/esbuild-plugin: its command line takes no plugins";
}

function mendEsbuildPlugin({ folder, scripts }: Facts): string {
  const files = scripts.match(/[\w./-]+\.[cm]?[jt]s\b/g) ?? [];
  const isThere = files.some((file) => readText(join(folder, file))?.includes("uno-trace/esbuild-plugin"));
  return isThere
    ? "put `unoTrace()` first in esbuild's `plugins`: esbuild hands a file to one plugin alone"
    : "put `unoTrace()` of uno-trace/esbuild-plugin into esbuild's `plugins`";
}

function mendTspc({ folder }: Facts): string {
  if (!mentions(folder, ["tsconfig"], "uno-trace/transformer")) return `put ${PLUGIN}`;
  return "build all files again (delete .tsbuildinfo, or build with --force): an incremental build keeps old output";
}

function mendTsc({ folder }: Facts): string {
  const { version } = readJson(join(folder, "node_modules/typescript/package.json")) ?? {};
  if (typeof version === "string" && Number.parseInt(version, 10) >= 7)
    return "build with `uno-trace build` in place of `tsc` (it takes the same options), or bundle with a plugin of uno-trace: TypeScript 7 runs no transformers";
  const tspc =
    "build with `tspc` in place of `tsc`, which ignores `plugins` (or run `npx ts-patch install` after each installation of TypeScript)";
  return mentions(folder, ["tsconfig"], "uno-trace/transformer") ? tspc : `put ${PLUGIN}, and ${tspc}`;
}

function hasConfig({ folder }: Facts, name: string) {
  return mentions(folder, [name], "");
}

const ENDINGS = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"];

/** Whether one of the configuration files of these names says a word. */
function mentions(folder: string, names: readonly string[], word: string): boolean {
  return names.some((name) =>
    ENDINGS.some((ending) => readText(join(folder, name + ending))?.includes(word)),
  );
}
