// Which Next.js is installed; out, whether its Turbopack can be told to trace, and a word where it cannot.
import { createRequire } from "node:module";
import { join } from "node:path";
import { oldNext } from "../../transformer/diagnostics/build.js";
import { messageOf } from "../message.js";

/** The first whose rules have conditions. */
const SUPPORTED = 16;

/** Next reads its configuration in each of its processes, which inherit this. */
const TOLD = "UNO_TRACE_TOLD_OLD_NEXT";

/** Whether rules of Turbopack take conditions here; says once that they do not. Whoever has no Next to be found has a new one. */
export function tellOldNext(): boolean {
  const found = nextIn(process.cwd());
  if (!found || Number.parseInt(found.version, 10) >= SUPPORTED) return true;
  if (process.env[TOLD] === undefined) {
    process.env[TOLD] = "1";
    const why = "cannot trace with Turbopack; builds with webpack are traced, which nobody has tried";
    console.warn(`uno-trace: ${messageOf(oldNext(found.file, found.version, why), "").text}`);
  }
  return false;
}

function nextIn(folder: string): { readonly file: string; readonly version: string } | undefined {
  try {
    const require = createRequire(join(folder, "package.json"));
    const file = require.resolve("next/package.json");
    return { file, version: String(require(file).version) };
  } catch {
    return undefined;
  }
}
