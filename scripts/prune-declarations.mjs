// A package that is built goes in; declarations to which none of its entries leads are removed: nobody can name what is in them.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const DECLARATION = /\.d\.[cm]?ts$/;

/** Removes them from `dist` of the package in a folder. */
export function pruneDeclarations(folder) {
  const reached = new Set();
  for (const entry of entriesOf(folder)) reach(entry, reached);
  for (const name of readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" })) {
    const file = join(folder, "dist", name);
    if (DECLARATION.test(name) && !reached.has(file)) rmSync(file);
  }
}

function entriesOf(folder) {
  const { exports, typesVersions } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const targets = JSON.stringify([exports, typesVersions]).match(/(?<=")\.\/[^"*]+(?=")/g);
  return targets.filter((target) => DECLARATION.test(target)).map((target) => join(folder, target));
}

function reach(file, reached) {
  if (reached.has(file)) return;
  reached.add(file);
  const text = withoutEmptyImports(file);
  const { importedFiles } = ts.preProcessFile(text, true, true);
  for (const { fileName } of importedFiles)
    if (fileName.startsWith(".")) reach(fileOf(file, fileName), reached);
}

/** What is imported for its effect alone mostly declares nothing; a file of eleven bytes takes a block of the disk. */
function withoutEmptyImports(file) {
  const text = readFileSync(file, "utf8");
  const kept = text.replace(/^import "(\.[^"]+)";\n/gm, (line, name) =>
    readFileSync(fileOf(file, name), "utf8").trim() === "export {};" ? "" : line,
  );
  if (kept !== text) writeFileSync(file, kept);
  return kept;
}

function fileOf(importer, name) {
  return join(dirname(importer), name.replace(/\.js$/, ".d.ts"));
}
