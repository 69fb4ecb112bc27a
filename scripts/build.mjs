// Builds dist/ (the runtime, twice) and packages/build/dist (what builds) and packages/view/dist (the viewer); with `--if-changed` only where they are not what the sources say.
import { execFileSync } from "node:child_process";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { buildPage } from "./build-page.mjs";
import { isBuilt, noteBuilt, noteUnbuilt } from "./built.mjs";
import { bundleRuntime } from "./bundle-runtime.mjs";
import { validatorText } from "./config-validator.mjs";
import { pruneDeclarations } from "./prune-declarations.mjs";
import { splitPackages } from "./split-packages.mjs";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

if (process.argv.includes("--if-changed") && isBuilt()) process.exit();
noteUnbuilt();
const validator = "transformer/config-validator.cjs";
writeFileSync(validator, validatorText());
rmSync("dist", { recursive: true, force: true });
for (const project of ["tsconfig.build.json", "view/page/tsconfig.json"])
  execFileSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" });
copyFileSync(validator, `dist/${validator}`);
await bundleRuntime();
await splitPackages();
await buildPage();
for (const folder of [".", "packages/build", "packages/view"]) pruneDeclarations(folder);
noteBuilt();
