// A file as it is edited in; what uno-trace has to say of it out, and of its configuration, as TypeScript's diagnostics.
import { basename, relative } from "node:path";
import type * as TypeScript from "typescript";
import type { LoadedConfig } from "../../transformer/config/config.js";
import { toPosix } from "../../transformer/config/globs.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { unreadableSource } from "../../transformer/diagnostics/functions.js";
import { positionAt } from "../../transformer/source/source-position.js";
import { converted } from "../tsc/converted.js";
import type { EditedProject } from "./edited-project.js";

type TS = typeof TypeScript;

/** What the planner finds in a file, and that its configuration is broken: rules do not count then. */
export function diagnosticsOf(project: EditedProject, fileName: string): readonly TypeScript.Diagnostic[] {
  const { ts } = project;
  const source = project.sourceOf(fileName);
  if (!source) return [];
  const broken = project.loaded.diagnostics.find(({ severity }) => severity === "error");
  const found = foundIn(project, fileName).map((each) => converted(ts, each, source));
  return broken ? [...found, atTop(ts, broken, project.loaded, source)] : found;
}

/** What the planner finds in a file. */
export function foundIn(project: EditedProject, fileName: string): readonly Diagnostic[] {
  const file = project.fileOf(fileName);
  if (!file) return [];
  const { plan, path } = file;
  // What TypeScript refuses it says itself.
  return plan.unparsable && project.parses(fileName) ? [unreadableSource(path)] : plan.diagnostics;
}

/** All that is wrong with `uno-trace.json`, in the tsconfig that lists the plugin: tsserver shows nothing in other files. */
export function configDiagnostics(
  project: EditedProject,
  options: TypeScript.CompilerOptions,
): readonly TypeScript.Diagnostic[] {
  const { configFile } = options as { readonly configFile?: TypeScript.TsConfigSourceFile };
  if (!configFile) return [];
  const start = Math.max(0, configFile.text.indexOf("uno-trace/language-service"));
  const length = Math.min(configFile.text.length - start, "uno-trace/language-service".length);
  const { ts, loaded } = project;
  return loaded.diagnostics.map((found) => ({
    ...pointing(ts, found, loaded, configFile.fileName, configFile),
    start,
    length,
  }));
}

function atTop(ts: TS, found: Diagnostic, loaded: LoadedConfig, source: TypeScript.SourceFile) {
  const start = source.getStart();
  const length = Math.min(1, source.text.length - start);
  const shown = pointing(ts, found, loaded, source.fileName, source);
  return { ...shown, start, length, category: ts.DiagnosticCategory.Warning };
}

/** A message about the configuration in another file; the place itself is what it is related to. */
function pointing(
  ts: TS,
  found: Diagnostic,
  { config }: LoadedConfig,
  from: string,
  file: TypeScript.SourceFile,
): TypeScript.DiagnosticWithLocation {
  const { line, column } = positionAt(config.text, found.start);
  const name = toPosix(relative(from.replace(/[^\\/]*$/, ""), found.file)) || basename(found.file);
  const own = converted(ts, found, file);
  const place = converted(ts, found, ts.parseJsonText(found.file, config.text));
  const messageText = `${name}:${line}:${column} - ${place.messageText}`;
  return { ...own, messageText, relatedInformation: [place] };
}
