// Loaded before a program begins: what that loads is traced as it is loaded, by the hooks that this version of Node, or Bun, has.
import module from "node:module";
import { bunHere } from "../bun/context.js";
import { traceInBun } from "./bun.js";
import { handOverRequired } from "./common-js.js";
import { mapStacks, tellOfReport } from "./coverage.js";
import { hookLoads, type RegisterHooks } from "./hooks.js";
import { Sources } from "./sources.js";
import { joinThread } from "./thread.js";

/** Set in each thread that has hooks: NODE_OPTIONS and a command line may both name the loader. */
const KEY = Symbol.for("uno-trace.loader");

if (!(KEY in globalThis)) {
  Reflect.defineProperty(globalThis, KEY, { value: true });
  trace(process.cwd());
}

/** Deno's hooks hand out what it has compiled, and take nothing else. */
function refuseDeno(): void {
  if ("deno" in process.versions)
    throw new Error(
      "uno-trace/loader: Deno does not load files by Node's hooks, so that nothing would be traced. Build with tspc or esbuild, and run what they write with uno-trace/register.",
    );
}

function trace(folder: string): void {
  refuseDeno();
  const bun = bunHere();
  if (!bun) mapStacks();
  tellOfReport();
  const { registerHooks } = module as { readonly registerHooks?: RegisterHooks };
  if (bun) traceInBun(bun, folder);
  else if (registerHooks) hookLoads(registerHooks, new Sources(folder));
  else {
    const sources = new Sources(folder);
    joinThread(sources);
    handOverRequired(sources);
  }
}
