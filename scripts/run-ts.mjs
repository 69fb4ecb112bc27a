// Bundles a TypeScript program of this repository into .tmp/ and runs it: `node scripts/run-ts.mjs FILE [ARGS]`.
import { spawn } from "node:child_process";
import { copyFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { build } from "esbuild";
import { globSync } from "tinyglobby";

const [entry, ...args] = process.argv.slice(2);
const name = basename(entry, ".ts");
const outfile = `.tmp/${name}.mjs`;
const common = { platform: "node", format: "esm", sourcemap: "inline", logLevel: "warning" };

/** The transformer stays in files of its own: what it calls on a larger stack, a worker imports by the file's name. */
const transformerApart = {
  name: "transformer-apart",
  setup({ onResolve }) {
    const root = resolve("transformer");
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      if (!file.startsWith(`${root}/`)) return undefined;
      return { path: `./${name}.transformer/${relative(root, file)}`, external: true };
    });
  },
};

await Promise.all([
  build({
    ...common,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    plugins: [transformerApart],
  }),
  build({
    ...common,
    entryPoints: globSync(["transformer/**/*.ts"]),
    outbase: "transformer",
    outdir: `.tmp/${name}.transformer`,
  }),
]);
for (const file of globSync(["**/*.cjs"], { cwd: "transformer" }))
  copyFileSync(join("transformer", file), join(`.tmp/${name}.transformer`, file));
const child = spawn(process.execPath, ["--enable-source-maps", outfile, ...args], { stdio: "inherit" });
child.on("exit", (code) => process.exit(code ?? 1));
