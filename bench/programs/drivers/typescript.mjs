// The compiler builds a project into a folder; it ends the process by itself.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const PROJECT = new URL("../inside/tsconfig.json", import.meta.url).pathname;

function outputOf(root) {
  return join(root, "compiled");
}

export const modules = { cjs: ["typescript/lib/_tsc.js"], esm: ["typescript/lib/_tsc.mjs"] };

export async function work(load, _, root) {
  rmSync(outputOf(root), { recursive: true, force: true });
  const more = process.argv.slice(7);
  process.argv.splice(2, process.argv.length, "-p", PROJECT, "--outDir", outputOf(root), ...more);
  await load();
}

export function outcome(root) {
  const files = readdirSync(outputOf(root), { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return paths
    .sort()
    .map((path) => path.slice(root.length) + readFileSync(path, "utf8"))
    .join("\n");
}
