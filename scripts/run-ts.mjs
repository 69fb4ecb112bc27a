// Bundles a TypeScript program of this repository into .tmp/ and runs it: `node scripts/run-ts.mjs FILE [ARGS]`.
import { spawn } from "node:child_process";
import { basename } from "node:path";
import { build } from "esbuild";

const [entry, ...args] = process.argv.slice(2);
const outfile = `.tmp/${basename(entry, ".ts")}.mjs`;
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  sourcemap: "inline",
  logLevel: "warning",
});
const child = spawn(process.execPath, ["--enable-source-maps", outfile, ...args], { stdio: "inherit" });
child.on("exit", (code) => process.exit(code ?? 1));
