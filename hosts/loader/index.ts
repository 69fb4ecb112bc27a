// Loaded before a program begins: what that loads is traced as it is loaded, by the hooks that this version of Node has.
import module from "node:module";
import { handOverRequired } from "./common-js.js";
import { hookLoads, type RegisterHooks } from "./hooks.js";
import { Sources } from "./sources.js";
import { joinThread } from "./thread.js";

/** Set in each thread that has hooks: NODE_OPTIONS and a command line may both name the loader. */
const KEY = Symbol.for("uno-trace.loader");

if (!(KEY in globalThis)) {
  Reflect.defineProperty(globalThis, KEY, { value: true });
  trace(new Sources(process.cwd()));
}

function trace(sources: Sources): void {
  const { registerHooks } = module as { readonly registerHooks?: RegisterHooks };
  if (registerHooks) hookLoads(registerHooks, sources);
  else {
    joinThread(sources);
    handOverRequired(sources);
  }
}
