// A package that esbuild builds goes in; out come the lines that its build script lacks, which is a program and not ours to edit.
import { CALLS_ESBUILD } from "../hosts/esbuild.js";
import { fileAsPlace } from "../hosts/host.js";
import { buildPrograms, textWithImports } from "../package/own-files.js";
import type { Package } from "../package/package-json.js";

/** Whether esbuild is among the dependencies, or called by a script. */
export function usesEsbuild({ declared, scripts }: Package): boolean {
  return "esbuild" in declared || scripts.some(({ raw }) => /\besbuild\b/.test(raw));
}

/** What to add, and where; nothing when a build script has it. */
export function esbuildSteps(target: Package, config: string | undefined): readonly string[] {
  const builders = builderFiles(target);
  if (builders.some((builder) => textWithImports(builder).includes("uno-trace/esbuild-plugin"))) return [];
  const [builder] = builders;
  const load = /\brequire\(/.test(builder?.text ?? "")
    ? 'const { unoTrace } = require("uno-trace/esbuild-plugin");'
    : 'import { unoTrace } from "uno-trace/esbuild-plugin";';
  const options = config === undefined ? "" : `{ config: ${JSON.stringify(config)} }`;
  const where = builder?.name ?? "a script that calls build() of esbuild (its command line takes no plugins)";
  return [`add to ${where}:`, `  ${load}`, `  plugins: [unoTrace(${options})],`];
}

/** The programs that call esbuild, as `check` finds them: those that scripts run, and those beside them. */
function builderFiles(target: Package) {
  return buildPrograms(target)
    .filter(({ text }) => CALLS_ESBUILD.test(text))
    .map((program) => ({ ...program, name: fileAsPlace(target, program.file).where }));
}
