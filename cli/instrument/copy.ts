// A folder and another one go in; its files are copied there, and their source maps lead where they led.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { globSync } from "tinyglobby";
import { toPosix } from "../../transformer/config/globs.js";
import { javaScriptIn } from "./output-file.js";
import { outputMapOf, withMap } from "./output-map.js";

/** Copies all of it. */
export function copyOutput(folder: string, target: string): void {
  cpSync(folder, target, { recursive: true });
  for (const name of globSync("**/*.map", { cwd: target, followSymbolicLinks: false })) {
    const file = resolve(target, name);
    const moved = movedMap(readFileSync(file, "utf8"), dirname(resolve(folder, name)), dirname(file));
    if (moved !== undefined) writeFileSync(file, moved);
  }
  for (const path of javaScriptIn(target)) {
    const text = readFileSync(path, "utf8");
    const map = outputMapOf(path, text);
    if (map?.file !== path) continue;
    const before = dirname(resolve(folder, relative(target, path)));
    writeFileSync(path, withMap(text, movedMap(JSON.stringify(map.json), before, dirname(path)) as string));
  }
}

/** A relative source is named from the new folder; what is no map is left alone. */
function movedMap(text: string, before: string, after: string): string | undefined {
  try {
    const { sourceRoot, ...map } = JSON.parse(text);
    const isAbsolute = (path: string) => /^(?:\/|[a-z][a-z+.-]*:)/i.test(path);
    if (isAbsolute(sourceRoot ?? "")) return text;
    const moved = (source: string | null) => {
      if (source === null || isAbsolute(source)) return source;
      return toPosix(relative(after, resolve(before, sourceRoot ?? "", source)));
    };
    return JSON.stringify({ ...map, sources: map.sources.map(moved) });
  } catch {
    return undefined;
  }
}
