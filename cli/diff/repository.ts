// A folder in a Git repository and a revision in; its source files as of then in a folder of their own out.
import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { isDeclarationFile, isSourceFile } from "../../transformer/config/globs.js";

const MAX_OUTPUT = 2 ** 30;

/** Git's answer; `undefined` where there is none: no Git, no repository, no such revision. */
function ask(cwd: string, args: readonly string[], input?: string, index?: string): string | undefined {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...outside } = process.env;
  const env = index === undefined ? outside : { ...outside, GIT_INDEX_FILE: index };
  const { status, stdout } = spawnSync("git", args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: MAX_OUTPUT,
    ...(input === undefined ? {} : { input }),
  });
  return status === 0 ? stdout : undefined;
}

/** The full name of a commit; `undefined` if there is none of that name. */
export function commitOf(cwd: string, revision: string): string | undefined {
  return ask(cwd, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`])?.trim();
}

/** The path of a folder in its repository, with a slash behind; empty for the root, and outside of any. */
export function prefixOf(cwd: string): string {
  return ask(cwd, ["rev-parse", "--show-prefix"])?.trim() ?? "";
}

/** Which files Git ignores, such as those that a build writes. */
export function ignoredFiles(cwd: string, files: readonly string[]): ReadonlySet<string> {
  if (files.length === 0) return new Set();
  const answer = ask(cwd, ["check-ignore", "-z", "--stdin"], files.join("\0"));
  return new Set(answer?.split("\0").filter((file) => file !== ""));
}

/**
 * Hands the folder as of a commit to a reader, by a copy with what a plan follows from: source files, `uno-trace.json`
 * and `package.json`. Neither the working tree nor the repository's index is touched.
 * @throws Error if the commit cannot be read
 */
export function atCommit<T>(cwd: string, commit: string, read: (folder: string) => T): T {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "uno-trace-diff-")));
  try {
    const top = ask(cwd, ["rev-parse", "--show-toplevel"])?.trim() ?? cwd;
    const index = join(folder, "index");
    const tree = join(folder, "tree") + sep;
    const names = ask(top, ["ls-tree", "-r", "-z", "--name-only", commit])?.split("\0") ?? [];
    const wanted = names.filter((name) => isWanted(name)).join("\0");
    const isRead = ask(top, ["read-tree", commit], undefined, index) !== undefined;
    const args = ["checkout-index", "-z", "--stdin", `--prefix=${tree}`];
    if (!isRead || ask(top, args, wanted, index) === undefined) throw new Error(`git cannot read ${commit}`);
    return read(join(tree, prefixOf(cwd)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isWanted(name: string): boolean {
  return (
    /(?:^|\/)(?:uno-trace|package)\.json$/.test(name) || (isSourceFile(name) && !isDeclarationFile(name))
  );
}
