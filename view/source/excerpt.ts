// A place that a stored span names, and the folder in which files may be read, in; the lines around it out, or why not.
import { open, realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Place } from "../store/site.js";

/** Bytes of a file that is read. */
const MAX_FILE = 2_000_000;
/** Lines before and after the one that is meant. */
const AROUND = 12;
/** Characters of a line: what a build wrote may be one line. */
const MAX_LINE = 400;

/** Languages in which people write programs: a span may name any file, so what holds settings and keys is not among them. */
const SOURCE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|rb|go|rs|java|kts?|scala|groovy|clj|cs|fs|vb|php|exs?|erl|swift|mm?|c|cc|cpp|hpp|h|dart|lua|pl|r|jl|hs|ml|sql)$/i;

/** Lines of a source file. */
export interface Excerpt {
  /** From the folder on, with slashes. */
  readonly file: string;
  /** The whole path, for an editor. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The number of the first of `lines`. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** Why there is no excerpt; the message is for people. */
export class NoExcerpt extends Error {
  override readonly name = "NoExcerpt";
}

/**
 * Reads the lines around a place.
 * @param folder no file outside of it is read, wherever a link leads
 * @throws NoExcerpt
 */
export async function excerptAt({ file, line, column }: Place, folder: string): Promise<Excerpt> {
  if (file === "") throw new NoExcerpt("the span does not say where its function stands");
  const path = await allowedPath(file, folder);
  const lines = (await textOf(path, file)).split(/\r\n|\n|\r/);
  const at = Math.max(1, Math.min(line ?? 1, lines.length));
  const firstLine = Math.max(1, at - AROUND);
  return {
    file: relative(await realpath(folder), path).replaceAll(sep, "/"),
    path,
    line: at,
    column: column ?? 1,
    firstLine,
    lines: lines.slice(firstLine - 1, at + AROUND).map((each) => each.slice(0, MAX_LINE)),
  };
}

/** The real path, links followed, where it lies in the folder and is no hidden one. */
async function allowedPath(file: string, folder: string): Promise<string> {
  if (file.includes("\0")) throw new NoExcerpt("the span names no file");
  const real = await realpath(resolve(folder, fromUrl(file))).catch(() => {
    throw new NoExcerpt(`${file} is not below ${folder}, where the viewer was started`);
  });
  const inside = relative(await realpath(folder), real);
  if (inside === "" || inside.startsWith("..") || isAbsolute(inside))
    throw new NoExcerpt(`${file} is not below ${folder}, where the viewer was started`);
  const isHidden = inside.split(sep).some((name) => name.startsWith("."));
  if (isHidden || !SOURCE.test(real)) throw new NoExcerpt(`${file} is no source file by its name`);
  return real;
}

function fromUrl(file: string): string {
  if (!file.startsWith("file:///")) return file;
  try {
    return decodeURIComponent(new URL(file).pathname);
  } catch {
    return file;
  }
}

async function textOf(path: string, file: string): Promise<string> {
  const handle = await open(path, "r").catch((cause: Error) => {
    throw new NoExcerpt(`${file} cannot be read: ${cause.message}`);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new NoExcerpt(`${file} is no file`);
    if (stat.size > MAX_FILE) throw new NoExcerpt(`${file} is larger than ${MAX_FILE} bytes`);
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}
