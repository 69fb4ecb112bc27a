// A version of TypeScript goes in; why the transformer cannot run in it, and what to do about it, come out.
import type { Unfitness } from "../../transformer/diagnostics/build.js";

/** The versions that go together. */
export const COMPILERS: Readonly<Record<"5" | "6", readonly [typescript: string, tsPatch: string]>> = {
  5: ["5.9.3", "3.3.0"],
  6: ["6.0.3", "4.0.1"],
};

const NATIVE: Unfitness = {
  why: "runs no transformers",
  help: `Build with \`uno-trace build\` in the place of tsc, which takes the same options, or with a plugin of a bundler, such as uno-trace/esbuild-plugin. tspc needs typescript@${COMPILERS[6][0]}.`,
};

// Seen with 5.0.4: what it writes throws "Must call super constructor" at the first `new`.
const OLD: Unfitness = {
  why: "writes fields and parameter properties of a traced constructor in front of `super()`, as all before 5.2 do",
  help: `Install typescript@${COMPILERS[5].join(" and ts-patch@")}, or typescript@${COMPILERS[6].join(" and ts-patch@")}.`,
};

/** Says what is wrong with a version; `undefined` where the transformer runs. */
export function unfitnessOf(version: string): Unfitness | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major >= 7) return NATIVE;
  return major < 5 || (major === 5 && minor < 2) ? OLD : undefined;
}

/** Whether a version is a native program, which `uno-trace build` alone traces. */
export function isNative(version: string): boolean {
  return unfitnessOf(version) === NATIVE;
}
