// Builds dist/: ES modules for everything, and a second CommonJS copy of the runtime for `require`.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const compile = (project) => execFileSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" });

rmSync("dist", { recursive: true, force: true });
compile("tsconfig.build.json");
compile("tsconfig.cjs.json");
mkdirSync("dist/cjs", { recursive: true });
writeFileSync("dist/cjs/package.json", '{"type":"commonjs"}\n');
chmodSync("dist/cli/main.js", 0o755);
