// Projects whose manifests are to be written in; written, once the compiler has emitted: it does not say when that is.
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import type { Project } from "../project.js";

type Report = (diagnostics: readonly Diagnostic[]) => void;

const waiting = new Map<Project, Report>();
let timer: NodeJS.Timeout | undefined;
let isWatching = false;

/**
 * Has a manifest written when the compiler, which works without a pause, has given the thread away, as it does in watch
 * mode; or as the process ends.
 */
export function writeAtEnd(project: Project, report: Report): void {
  waiting.set(project, report);
  if (!isWatching) process.on("exit", writeAll);
  isWatching = true;
  timer ??= setTimeout(writeAll).unref();
}

function writeAll(): void {
  clearTimeout(timer);
  timer = undefined;
  const all = [...waiting];
  waiting.clear();
  for (const [project, report] of all) report(project.writeManifest());
}
