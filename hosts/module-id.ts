// A bundler's name of a module in; out, the file whose own script it is, or the component that a framework compiles.
import { isDeclarationFile, isSourceFile } from "../transformer/config/globs.js";

/** What queries ask for that is not the module's own script: its text, its address, a worker around it, a part of it. */
const OTHER_THAN_SCRIPT =
  /[?&](?:raw|url|no-inline|inline|init|worker|sharedworker|vue|svelte|astro|dts|type)(?=[=&]|$)/;

/** Vite's own, for the script of a worker. */
const WORKER_SCRIPT = /[?&]worker_file(?=[=&]|$)/;

const COMPONENT = /\.(?:vue|svelte|astro)$/;

/** The path in a module's name, where that is a source file and the module its script; virtual modules have none. */
export function scriptPathOf(id: string): string | undefined {
  const path = pathOf(id);
  if (!isSourceFile(path) || isDeclarationFile(path) || id.includes("\0")) return undefined;
  const query = id.slice(path.length);
  return OTHER_THAN_SCRIPT.test(query) && !WORKER_SCRIPT.test(query) ? undefined : path;
}

/** Whether a module is a component as its author wrote it, before a framework compiles it. */
export function isComponent(id: string): boolean {
  return COMPONENT.test(id);
}

/** What {@link scriptPathOf} and {@link isComponent} may take, for bundlers that filter by a pattern. */
export const MODULE_ID: RegExp = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)(?:\?[^\0]*)?$/;

function pathOf(id: string): string {
  const query = id.indexOf("?");
  return query === -1 ? id : id.slice(0, query);
}
