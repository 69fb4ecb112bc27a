// The commands that are those of another package, uno-trace-view; what is said where that is missing.
import { installCommand, type Lack, nearestManifest } from "./missing-build.js";
import { packageManagerOf } from "./package-manager.js";

/** The package of the viewer. */
export const VIEW_PACKAGE = "uno-trace-view";

/** Its commands, with what the overview says of them. */
export const VIEW_COMMANDS: Readonly<Record<string, string>> = {
  view: "Receive traces on this machine, keep them and show them (of uno-trace-view).",
  query: "Search the traces of a viewer or of its database (of uno-trace-view).",
  report: "Say what is slow, repeated or failing in them (of uno-trace-view).",
  export: "Write a trace for Perfetto, speedscope or OTLP, or many as Parquet (of uno-trace-view).",
  import: "Read traces of Jaeger, Zipkin, Perfetto, speedscope or OTLP from files (of uno-trace-view).",
  mcp: "Let agents read traces, by the Model Context Protocol (of uno-trace-view).",
};

/** What is missing, why, and how to mend it. */
export function missingView({ asked, version, found, folder }: Lack): string {
  const manager = packageManagerOf(folder, nearestManifest(folder)?.packageManager);
  const install = `Run \`${installCommand(manager, version, VIEW_PACKAGE)}\`.`;
  return found === undefined
    ? `${asked} needs ${VIEW_PACKAGE}, which is not installed: the viewer and its database are a package of their own. ${install}`
    : `${asked} needs ${VIEW_PACKAGE} ${version}, which belongs to the uno-trace that is installed, and ${found} was found. ${install}`;
}
