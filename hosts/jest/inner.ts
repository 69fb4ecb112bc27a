// A transformer's name in; out, that transformer as Jest would load it.
import { createRequire } from "node:module";
import { join } from "node:path";
import type { OtherTransformer } from "./context.js";

interface Factory {
  readonly createTransformer?: (options: unknown) => unknown;
}

/**
 * Loads it from a project's folder, and beside Jest where the project itself has not installed it, as babel-jest mostly is not.
 * @param folder absolute, `rootDir` of the project
 * @throws Error where there is no such module, or it is no transformer
 */
export function loadTransformer(name: string, options: unknown, folder: string): OtherTransformer {
  const path = name.replace("<rootDir>", folder);
  const loaded = requireFrom(path, folder);
  const factory = (interop(loaded) ?? {}) as Factory & OtherTransformer;
  const made = factory.createTransformer ? factory.createTransformer(options) : factory;
  if (isTransformer(made)) return made;
  throw new Error(
    `uno-trace/jest: the transformer ${name} has no \`process\`, \`processAsync\` or \`createTransformer\` that returns one of them at once`,
  );
}

function requireFrom(path: string, folder: string): unknown {
  const require = createRequire(join(folder, "package.json"));
  return require(resolveFrom(require, path, folder));
}

function resolveFrom(require: NodeJS.Require, path: string, folder: string): string {
  for (const each of [require, ...requiresOfJest(require)]) {
    try {
      return each.resolve(path);
    } catch {}
  }
  throw new Error(
    `uno-trace/jest: the transformer ${path} was not found from ${folder}. Install it, or name another one: ["uno-trace/jest", { transformer: "ts-jest" }]`,
  );
}

/** With a package manager that nests packages, babel-jest is to be found by what brings it alone. */
function requiresOfJest(require: NodeJS.Require): NodeJS.Require[] {
  const found: NodeJS.Require[] = [];
  let from = require;
  for (const name of ["jest/package.json", "@jest/core", "jest-config"]) {
    try {
      from = createRequire(from.resolve(name));
      found.push(from);
    } catch {}
  }
  return found;
}

function interop(loaded: unknown): unknown {
  const { __esModule: isCompiled, default: own } = (loaded ?? {}) as Record<string, unknown>;
  const isModule = isCompiled === true || Object.prototype.toString.call(loaded) === "[object Module]";
  return isModule && own !== undefined ? own : loaded;
}

function isTransformer(made: unknown): made is OtherTransformer {
  const { process, processAsync } = (made ?? {}) as OtherTransformer;
  return typeof process === "function" || typeof processAsync === "function";
}
