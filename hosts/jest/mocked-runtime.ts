// A project of Jest in; out, whether it would replace the runtime by a mock.
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ProjectConfig } from "./context.js";

/** Under `automock` all that is installed is replaced, unless a pattern takes its path out. */
export function isMockedIn({ automock, unmockedModulePathPatterns = [], rootDir }: ProjectConfig): boolean {
  if (automock !== true) return false;
  const path = pathOfRuntime(rootDir);
  return !unmockedModulePathPatterns.some((pattern) => new RegExp(pattern).test(path));
}

function pathOfRuntime(folder: string): string {
  try {
    return createRequire(join(folder, "package.json")).resolve("uno-trace/abi");
  } catch {
    return "/node_modules/uno-trace/dist/runtime/abi/index.js";
  }
}
