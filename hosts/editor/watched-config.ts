// A project in; tsserver looks at its files again when the uno-trace.json in force changes, is written, or goes.
import { join } from "node:path";
import { CONFIG_NAME } from "../../transformer/config/config.js";
import { type EditedProject, type PluginInfo, projectFolder } from "./edited-project.js";

/** Watches; returns what ends that. */
export function watchConfig(edited: EditedProject, { serverHost, project }: PluginInfo): () => void {
  // Where there is none, the likeliest place of one to come.
  const path = edited.configPath ?? join(projectFolder(project), CONFIG_NAME);
  const watcher = serverHost.watchFile(path, () => project.refreshDiagnostics());
  return () => watcher.close();
}
