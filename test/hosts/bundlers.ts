// A project and a bundler's name in; out, its build by a program of its own, as a user writes it.
import { join } from "node:path";
import { type Finished, run } from "../toolchains/processes.js";
import { makeProject, type TemporaryProject } from "../toolchains/temporary-project.js";

const NODE_MODULES = join(import.meta.dirname, "node_modules");
const PACKAGES = [
  "@farmfe",
  "webpack",
  "@rspack",
  "@rsbuild",
  "rollup",
  "rollup-plugin-esbuild",
  "swc-loader",
  "@swc",
  "esbuild",
  "tsup",
];

/** Makes a project in which all of them can be imported. */
export function projectWith(files: string | Readonly<Record<string, string | object>>): TemporaryProject {
  return makeProject(files, Object.fromEntries(PACKAGES.map((name) => [name, join(NODE_MODULES, name)])));
}

const SWC = `const swc = (loader, tsx) => ({
  test: tsx ? /\\.tsx$/ : /\\.[jt]s$/,
  exclude: /node_modules/,
  loader,
  options: {
    jsc: {
      parser: { syntax: "typescript", tsx, decorators: true },
      target: "es2022",
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, react: { pragma: "h", runtime: "classic" } },
    },
  },
});
`;

const webpackLike = (load: string, entry: string, loader: string) => `${load}
import { unoTrace } from "uno-trace/${entry}";
${SWC}
const options = (traced, more) => ({
  mode: "production",
  optimization: { minimize: false },
  devtool: "source-map",
  target: "node20",
  entry: "./src/main.ts",
  experiments: { outputModule: true },
  output: { path: process.cwd() + "/out", filename: traced ? "traced.mjs" : "plain.mjs", module: true, library: { type: "module" }, chunkFormat: "module" },
  externals: [/^uno-trace/],
  externalsType: "module",
  resolve: { extensionAlias: { ".js": [".ts", ".tsx", ".js"] }, extensions: [".ts", ".tsx", ".js"] },
  module: { rules: [swc("${loader}", false), swc("${loader}", true)] },
  plugins: traced ? [unoTrace({ manifest: "out/uno-trace.manifest.json" })] : [],
  ...more,
});
const print = (error, stats) => {
  if (error) throw error;
  console.log(stats.toString({ preset: "errors-warnings" }));
  if (stats.hasErrors()) process.exitCode = 1;
};
export const compile = (traced, more = {}) => new Promise((resolve) => {
  const compiler = bundler(options(traced, more));
  compiler.run((error, stats) => { print(error, stats); compiler.close(resolve); });
});
export const watch = () => bundler(options(true, {})).watch({ poll: 50, aggregateTimeout: 20 }, (error, stats) => {
  print(error, stats);
  console.log("BUILT");
});
`;

const FARM = `import { build, watch as watchFarm } from "@farmfe/core";
import { transform } from "@swc/core";
import { unoTrace } from "uno-trace/farm";
const jsx = {
  name: "jsx",
  transform: {
    filters: { moduleTypes: ["tsx"] },
    async executor({ content, resolvedPath }) {
      const jsc = { parser: { syntax: "typescript", tsx: true }, target: "es2022", transform: { react: { pragma: "h", runtime: "classic" } } };
      const { code, map } = await transform(content, { filename: resolvedPath, sourceMaps: true, jsc });
      return { content: code, moduleType: "js", sourceMap: map };
    },
  },
};
const config = (traced, more = {}) => ({
  compilation: {
    input: { [traced ? "traced" : "plain"]: "./src/main.ts" },
    output: { path: "out", targetEnv: "node", format: "esm", entryFilename: "[entryName].mjs", clean: false },
    external: ["^uno-trace"],
    presetEnv: false,
    minify: false,
    persistentCache: false,
    resolve: { extensions: ["ts", "tsx", "js"] },
    script: {
      target: "es2022",
      parser: { tsConfig: { decorators: true } },
      decorators: { legacyDecorator: true, decoratorMetadata: true, includes: ["."], excludes: [] },
    },
    ...more,
  },
  plugins: [jsx, ...(traced ? [unoTrace({ manifest: "out/uno-trace.manifest.json" })] : [])],
});
export const compile = (traced, more) => build(config(traced, more));
export const watch = async () => {
  await watchFarm(config(true));
  // It does not wait until it watches.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  console.log("BUILT");
};
`;

/** Each as a module that exports `compile(traced)` and, but for Rollup, `watch()`. */
export const BUILDERS: Readonly<Record<string, string>> = {
  Farm: FARM,
  webpack: webpackLike('import bundler from "webpack";', "webpack", "swc-loader"),
  Rspack: webpackLike('import { rspack as bundler } from "@rspack/core";', "rspack", "builtin:swc-loader"),
  Rsbuild: `import { createRsbuild } from "@rsbuild/core";
import { unoTrace } from "uno-trace/rsbuild";
export async function compile(traced) {
  const rsbuild = await createRsbuild({
    rsbuildConfig: {
      source: { entry: { [traced ? "traced" : "plain"]: "./src/main.ts" }, decorators: { version: "legacy" } },
      output: {
        target: "node", module: true, minify: false, sourceMap: { js: "source-map" }, cleanDistPath: false, externals: [/^uno-trace/],
        filename: { js: "[name].mjs" }, distPath: { root: "out" },
      },
      resolve: { extensions: [".ts", ".tsx", ".js"] },
      tools: { swc: { jsc: { transform: { react: { pragma: "h", runtime: "classic" } } } }, rspack: { resolve: { extensionAlias: { ".js": [".ts", ".tsx", ".js"] } }, output: { library: { type: "module" } } } },
      plugins: traced ? [unoTrace({ manifest: "out/uno-trace.manifest.json" })] : [],
    },
  });
  await rsbuild.build();
}
`,
  Rollup: `import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { rollup } from "rollup";
import esbuild from "rollup-plugin-esbuild";
import { unoTrace } from "uno-trace/rollup";
const sources = {
  name: "sources",
  resolveId(name, importer) {
    const path = importer && name.startsWith(".") ? resolve(importer, "..", name.replace(/\\.js$/, "")) : undefined;
    const ending = path && [".ts", ".tsx", ".js"].find((each) => existsSync(path + each));
    return ending && path + ending;
  },
};
export async function compile(traced) {
  const bundle = await rollup({
    input: "src/main.ts",
    external: /^(?:node:|uno-trace)/,
    plugins: [sources, esbuild({ tsconfig: "tsconfig.json", target: "es2022" }), traced && unoTrace({ manifest: "out/uno-trace.manifest.json" })],
    onLog: (_, log) => console.log(log.loc?.file, log.loc?.line, log.message),
  });
  await bundle.write({ file: traced ? "out/traced.mjs" : "out/plain.mjs", sourcemap: true });
}
`,
};

/** Runs a line of a program that has \`compile\` and \`watch\`. */
export function runBuilder(project: TemporaryProject, name: string, line: string): Promise<Finished> {
  project.write("builder.mjs", BUILDERS[name] as string);
  project.write("run-builder.mjs", `import * as builder from "./builder.mjs";\n${line}\n`);
  return run(["run-builder.mjs"], { cwd: project.folder });
}
