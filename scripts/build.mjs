// Builds dist/: ES modules for everything, and a second CommonJS copy of the runtime for `require`; with `--if-changed` only where it is not what the sources say.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { isBuilt, noteBuilt, noteUnbuilt } from "./built.mjs";
import { validatorText } from "./config-validator.mjs";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const compile = (project) => execFileSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" });

if (process.argv.includes("--if-changed") && isBuilt()) process.exit();
noteUnbuilt();
const validator = "transformer/config-validator.cjs";
writeFileSync(validator, validatorText());
rmSync("dist", { recursive: true, force: true });
compile("tsconfig.build.json");
// These files are among those that were just checked.
compile("tsconfig.cjs.json");
copyFileSync(validator, `dist/${validator}`);
mkdirSync("dist/cjs", { recursive: true });
writeFileSync("dist/cjs/package.json", '{"type":"commonjs"}\n');
// Who still needs CommonJS may be too old for the prefix: Jest before 27, webpack 4.
for (const name of readdirSync("dist/cjs", { recursive: true }).filter((each) => each.endsWith(".js"))) {
  const code = readFileSync(`dist/cjs/${name}`, "utf8");
  writeFileSync(`dist/cjs/${name}`, code.replaceAll('require("node:', 'require("'));
}
shareCopies();
// What Node lets CommonJS require although it is an ES module, TypeScript wants declared for CommonJS as well.
for (const entry of ["hosts/tsc/index", "hosts/instrument", "esbuild-plugin/index"]) {
  copyFileSync(`dist/${entry}.d.ts`, `dist/${entry}.d.cts`);
}
chmodSync("dist/cli/main.js", 0o755);
noteBuilt();

/**
 * Whoever requires this release gets the copy that was loaded first, however often a program empties `require.cache`:
 * another copy would take the language as the program has patched it by then.
 */
function shareCopies() {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  renameSync("dist/cjs/runtime/index.js", "dist/cjs/runtime/copy.js");
  writeFileSync(
    "dist/cjs/runtime/index.js",
    `"use strict";
// The runtime of this release, loaded once for each global object.
const key = Symbol.for("uno-trace.copy.${version}");
const known = globalThis[key];
module.exports = known === undefined ? require("./copy.js") : known;
if (known === undefined) Reflect.defineProperty(globalThis, key, { value: module.exports });
`,
  );
  // Generated code has it straight from there, not through a getter for each copy on the way.
  writeFileSync(
    "dist/cjs/runtime/abi/index.js",
    `"use strict";
// What generated code requires: the runtime, once the process knows that traced code is there.
require("../notices/traced-code.js").noteTracedCode();
module.exports = require("../index.js");
`,
  );
  writeFileSync(
    "dist/cjs/runtime/abi/functions.js",
    `"use strict";
// What generated code requires for spans that are made by hand: the runtime alone.
module.exports = require("../index.js");
`,
  );
}
