// Loaded before a program begins: what that loads is traced as it is loaded, by the hooks that this version of Node has.
import module from "node:module";
import { handOverRequired } from "./common-js.js";
import { mapStacks } from "./coverage.js";
import { hookLoads, type RegisterHooks } from "./hooks.js";
import { Sources } from "./sources.js";
import { joinThread } from "./thread.js";

/** Set in each thread that has hooks: NODE_OPTIONS and a command line may both name the loader. */
const KEY = Symbol.for("uno-trace.loader");

if (!(KEY in globalThis)) {
  Reflect.defineProperty(globalThis, KEY, { value: true });
  trace(new Sources(process.cwd()));
}

/** Bun has no such hooks, and those of Deno hand out what it has compiled and take nothing else. */
function refuseOthers(): void {
  const name = "bun" in process.versions ? "Bun" : "deno" in process.versions ? "Deno" : undefined;
  if (name !== undefined)
    throw new Error(
      `uno-trace/loader: ${name} does not load files by Node's hooks, so that nothing would be traced. Build with tspc or esbuild, and run what they write with uno-trace/register.`,
    );
}

function trace(sources: Sources): void {
  refuseOthers();
  mapStacks();
  const { registerHooks } = module as { readonly registerHooks?: RegisterHooks };
  if (registerHooks) hookLoads(registerHooks, sources);
  else {
    joinThread(sources);
    handOverRequired(sources);
  }
}
