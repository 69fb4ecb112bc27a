// The two builds: src/ to dist/tspc and to dist/esbuild.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { step } from "./steps.mjs";

/** The folder of the example, whatever folder the demo is started from. */
export const shop = fileURLToPath(new URL("..", import.meta.url));

// What the command tspc runs.
const tspc = createRequire(import.meta.url).resolve("ts-patch/compiler/tsc");

export const buildWithTspc = (signal) => run("tspc", [tspc, "-p", "tsconfig.json"], signal);
export const buildWithEsbuild = (signal) => run("esbuild", ["build.mjs"], signal);

function run(name, args, signal) {
  const what = `the build with ${name}`;
  const built = new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: shop, signal }, (error, out, err) => {
      if (error) reject(new Error(`${what} failed\n${out}${err}`));
      else resolve();
    });
  });
  return step(what, built);
}
