// Files in; a folder outside the repository out, in which this package and a compiler can be imported.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const REPOSITORY: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** A package of the repository's own `node_modules`. */
export const installed = (name: string): string => join(REPOSITORY, "node_modules", name);

/** A project in a temporary folder. */
export interface TemporaryProject {
  readonly folder: string;
  path(name: string): string;
  read(name: string): string;
  write(name: string, text: string | object): void;
  remove(): void;
}

/** Names of packages in the project's `node_modules`, and the folders that they lead to. */
export type Links = Readonly<Record<string, string>>;

/**
 * Makes a project.
 * @param source a folder of `test/projects`, or the files
 * @param links packages besides `uno-trace`
 */
export function makeProject(
  source: string | Readonly<Record<string, string | object>>,
  links: Links = {},
): TemporaryProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "uno-trace-")));
  const path = (name: string) => join(folder, name);
  const write = (name: string, content: string | object) => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
  };
  if (typeof source === "string")
    cpSync(join(REPOSITORY, "test/projects", source), folder, { recursive: true });
  else for (const [name, content] of Object.entries(source)) write(name, content);
  mkdirSync(path("node_modules"), { recursive: true });
  for (const [name, target] of Object.entries({ "uno-trace": REPOSITORY, ...links })) {
    symlinkSync(target, path(join("node_modules", name)), "junction");
  }
  return {
    folder,
    path,
    write,
    read: (name) => readFileSync(path(name), "utf8"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
