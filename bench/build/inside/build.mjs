// `build.mjs HOST WAY ENTRY`, in a project's folder: builds it once, and prints milliseconds and kilobytes.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ways } from "./ways.mjs";

const [host, way, entry] = process.argv.slice(2);
const own = createRequire(join(process.cwd(), "package.json"));
const hosts = {
  async esbuild() {
    const { build } = await import("esbuild");
    const plugins = await plugin("esbuild-plugin");
    return () => build(esbuildOptions(plugins));
  },
  async rolldown() {
    const { rolldown } = await import("rolldown");
    const plugins = await plugin("rolldown");
    return async () => {
      const bundle = await rolldown({
        input: `src/${entry}`,
        external: /^(?:uno-trace|node:)/,
        plugins,
        logLevel: "silent",
      });
      await bundle.write({ dir: "out", sourcemap: true });
    };
  },
  async vite() {
    const { build } = await import("vite");
    const plugins = await plugin("vite");
    const output = {
      rollupOptions: { external: /^(?:uno-trace|node:)/ },
      sourcemap: true,
      minify: false,
      emptyOutDir: false,
    };
    return () =>
      build({
        configFile: false,
        logLevel: "silent",
        plugins,
        build: { ssr: `src/${entry}`, outDir: "out", ...output },
      });
  },
  /** One file changes, and is built again. */
  async watch() {
    const { context } = await import("esbuild");
    const { readFileSync, writeFileSync } = await import("node:fs");
    const builds = await context(esbuildOptions(await plugin("esbuild-plugin")));
    await builds.rebuild();
    const file = `src/${entry}`;
    const text = readFileSync(file, "utf8");
    await builds.rebuild();
    writeFileSync(file, `${text}\n// ${Date.now()}\n`);
    return async () => {
      await builds.rebuild();
      writeFileSync(file, text);
      void builds.dispose();
    };
  },
};

function ours(name) {
  return import(pathToFileURL(own.resolve(`uno-trace/${name}`)));
}

async function plugin(name) {
  if (way === "bare") return [];
  if (way === "traced") return [(await ours(name)).unoTrace()];
  return [await ways[way]()];
}

function esbuildOptions(plugins) {
  return {
    ...{ entryPoints: [`src/${entry}`], bundle: true, format: "esm", platform: "node", outdir: "out" },
    ...{ sourcemap: true, external: ["uno-trace"], logLevel: "error", plugins },
  };
}

const started = performance.now();
const prepared = await hosts[host]();
// Loading the host and the plugin counts, except where only one more build is meant.
const begin = host === "watch" ? performance.now() : started;
await prepared();
console.log(JSON.stringify({ ms: performance.now() - begin, kilobytes: process.resourceUsage().maxRSS }));
