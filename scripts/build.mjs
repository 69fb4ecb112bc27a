// Builds dist/: ES modules for everything, and the runtime once more for `require`; with `--if-changed` only where it is not what the sources say.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isBuilt, noteBuilt, noteUnbuilt } from "./built.mjs";
import { bundleRuntime } from "./bundle-runtime.mjs";
import { validatorText } from "./config-validator.mjs";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

if (process.argv.includes("--if-changed") && isBuilt()) process.exit();
noteUnbuilt();
const validator = "transformer/config-validator.cjs";
writeFileSync(validator, validatorText());
rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { stdio: "inherit" });
copyFileSync(validator, `dist/${validator}`);
await bundleRuntime();
// What Node lets CommonJS require although it is an ES module, TypeScript wants declared for CommonJS as well.
for (const entry of ["hosts/tsc/index", "hosts/instrument", "esbuild-plugin/index"]) {
  copyFileSync(`dist/${entry}.d.ts`, `dist/${entry}.d.cts`);
}
chmodSync("dist/cli/main.js", 0o755);
noteBuilt();
