// An argument of `diff` in: a manifest, a commit, or nothing for the working tree; the manifest that it means out.
import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type Manifest, manifestOf, partOf, readManifest } from "../../hosts/manifest/manifest.js";
import { packageFolderOf } from "../../hosts/manifest/manifest-file.js";
import { type Arguments, UsageError } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";
import { folderOf, frameOf, planSources, projectOf } from "../command/project.js";
import { atCommit, commitOf, ignoredFiles } from "./repository.js";

/** @throws UsageError for what is neither a manifest nor a commit */
export function sideOf(named: string | undefined, args: Arguments, io: Terminal): Manifest {
  if (named === undefined) return planned(args, io);
  const cwd = folderOf(args, io);
  const path = resolve(cwd, named);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return manifestIn(path, named);
  const commit = commitOf(cwd, named);
  if (commit === undefined)
    throw new UsageError(`"${named}" is neither a manifest nor a commit of Git in ${cwd}`);
  return atCommit(cwd, commit, (folder) => {
    if (!existsSync(folder)) return manifestOf([]);
    const { cwd: _, ...values } = args.values;
    return planned({ ...args, values }, { ...io, cwd: folder });
  });
}

function manifestIn(path: string, named: string): Manifest {
  try {
    return readManifest(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new UsageError(`"${named}" is ${(cause as Error).message}`);
  }
}

/** The manifest of all source files of a folder's project, those left out that Git ignores. */
function planned(args: Arguments, io: Terminal): Manifest {
  const project = projectOf(args, io);
  const broken = project.diagnostics.filter(({ severity }) => severity === "error");
  if (broken.length > 0) throw new UsageError(broken.map((each) => frameOf(project, each, io)).join("\n"));
  const files = planSources(project, [], io);
  const ignored = ignoredFiles(
    project.cwd,
    files.map(({ file }) => file),
  );
  const folder = packageFolderOf(project.cwd);
  const kept = files.filter(({ file }) => !ignored.has(file));
  return manifestOf(kept.map(({ file, plan }) => partOf(folder, file, plan.functions, project.config)));
}
