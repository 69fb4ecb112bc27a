// What has to be known of a project in order to run its tests raw and traced, and where its folders are.
import { join } from "node:path";

/** A row of the table. Commands run in the project's folder, by the shell, with its `node_modules/.bin` in `PATH`. */
export interface Project {
  readonly name: string;
  /** `owner/name` on GitHub. */
  readonly repository?: string;
  /** The tag, or the branch, that is tested. */
  readonly ref?: string;
  /** What kind of code it is, for the report. */
  readonly about: string;
  /** Runs once, before anything is traced; a build belongs here when `source` names what was built. */
  readonly install?: string;
  /** Runs in the raw and in the traced copy, after the rewriting. */
  readonly build?: string;
  /**
   * Runs the tests. `{results}` is a file for a reporter's output; without it the output on the terminal is read.
   * See `readResults` for the formats.
   */
  readonly tests: string;
  /** Globs of the files in which everything is traced; `!` takes out. Tests and declarations never are. */
  readonly source: readonly string[];
  /** Tests that cannot pass traced, by reason. */
  readonly excused?: Readonly<Record<string, readonly (string | RegExp)[]>>;
}

/** The folders of one project. */
export interface Folders {
  /** As it came from its repository; never written to. */
  readonly checkout: string;
  /** A copy with its dependencies installed. */
  readonly base: string;
  /** A copy for one run: `raw`, `text`, `ast`, or `none` (printed by TypeScript, the raw run of `ast`). */
  copy(name: string): string;
}

/** Where a project's folders are: the checkout in `folder`, or elsewhere if it is given. */
export function foldersOf({ name }: Project, folder: string, checkout: string = join(folder, name)): Folders {
  const runs = join(folder, ".runs", name);
  return { checkout, base: join(runs, "base"), copy: (copy) => join(runs, copy) };
}
