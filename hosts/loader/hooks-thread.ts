// The thread in which Node 20 runs hooks: a module that loads goes in, its traced text out, wherever in the chain it is read.
import { Buffer } from "node:buffer";
import fs from "node:fs";
import { type InitializeHook, type LoadHook, syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import { textOf } from "./handed.js";
import { Sources } from "./sources.js";

let sources: Sources | undefined;

/** @param folder where the search for `uno-trace.json` begins */
export const initialize: InitializeHook<string> = (folder) => {
  const own = new Sources(folder, { isMapped: true });
  sources = own;
  handOverRead(own);
};

/** Where Node reads the file by itself, its text is replaced here. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  const text = textOf(loaded);
  const file = text === undefined ? undefined : sources?.ofModule(url, context);
  return file && text === file.text ? { ...loaded, source: file.code } : loaded;
};

/** Nothing but loaders runs here, so what is read is what will be compiled: by Node, by tsx, by @swc-node. */
function handOverRead(own: Sources): void {
  const { readFile } = fs.promises;
  const instead = async (...args: Parameters<typeof readFile>): Promise<string | Buffer> => {
    const [file, options] = args;
    const path = file instanceof URL ? fileURLToPath(file) : file;
    const found = typeof path === "string" ? own.of(path) : undefined;
    if (!found) return readFile(...args);
    const encoding = typeof options === "string" ? options : options?.encoding;
    return typeof encoding === "string" ? found.code : Buffer.from(found.code);
  };
  fs.promises.readFile = instead as typeof readFile;
  syncBuiltinESMExports();
}
