// Bun and Deno as they are installed for these tests: where they are, and a project that they can run.
import { join } from "node:path";
import { makeInstalled } from "../loader/installed-project.js";
import { installed, type TemporaryProject } from "../toolchains/temporary-project.js";

const PACKAGES: Readonly<Record<string, { readonly bun: string; readonly deno: string }>> = {
  "linux-x64": { bun: "@oven/bun-linux-x64/bin/bun", deno: "@deno/linux-x64-glibc/deno" },
  "linux-arm64": { bun: "@oven/bun-linux-aarch64/bin/bun", deno: "@deno/linux-arm64-glibc/deno" },
};
const here = PACKAGES[`${process.platform}-${process.arch}`];

/** Whether a Bun and a Deno are pinned for this platform. */
export const isPinned: boolean = here !== undefined;

const pathOf = (name = ""): string => join(import.meta.dirname, "node_modules", name);

/** The program. */
export const BUN: string = pathOf(here?.bun);
/** The program. */
export const DENO: string = pathOf(here?.deno);

/** Makes a package of ES modules in which uno-trace and uno-trace-build are installed, and Hono. */
export function makePackage(files: Readonly<Record<string, string | object>>): TemporaryProject {
  const manifest = { type: "module", dependencies: { "uno-trace": "*", hono: "*" } };
  return makeInstalled({ "package.json": manifest, ...files }, { hono: installed("hono") });
}
