// Whether a file is an ES module or CommonJS: decides between `import` and `require` for the runtime.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plan } from "../model/plan.js";

/** The two module systems. */
export type ModuleKind = "esm" | "cjs";

/**
 * Module syntax and the extension decide; where both are silent, the `type` of the nearest `package.json`,
 * as in Node's own rules.
 */
export function moduleKindOf(fileName: string, plan: Pick<Plan, "moduleSyntax">): ModuleKind {
  if (plan.moduleSyntax || /\.m[jt]s$/.test(fileName)) return "esm";
  if (/\.c[jt]s$/.test(fileName)) return "cjs";
  return packageKind(dirname(fileName));
}

function packageKind(folder: string): ModuleKind {
  const path = join(folder, "package.json");
  if (existsSync(path)) return /"type"\s*:\s*"module"/.test(readFileSync(path, "utf8")) ? "esm" : "cjs";
  const parent = dirname(folder);
  return parent === folder ? "cjs" : packageKind(parent);
}
