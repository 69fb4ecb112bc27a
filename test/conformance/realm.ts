// A fresh realm for each test, with test262's harness and, where asked for, the runtime inside it.

import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import vm from "node:vm";
import type { Test262File } from "./test262-file.js";

/** Result of one run: `undefined` when the test passed, else why not. */
export type Failure = string | undefined;

/** What runs test262 needs from outside. */
export interface Host {
  /** The folder of test262. */
  readonly root: string;
  /** The runtime as one CommonJS text; `undefined` for realms that trace nothing. */
  readonly runtime: string | undefined;
  /** Spans are recorded; if not, the runtime is as a program finds it that sets nothing up. */
  readonly recording: boolean;
  /** Milliseconds that a test may take. */
  readonly limit: number;
}

/** Whether a test failed because its time was over. */
export const isOutOfTime = (failure: Failure): boolean =>
  failure !== undefined && /: (?:Error: Script execution timed out|no \$DONE in time)/.test(failure);

const require = createRequire(import.meta.url);
const harness = new Map<string, vm.Script>();

function harnessScript(root: string, name: string): vm.Script {
  const known = harness.get(name);
  if (known) return known;
  const file = join(root, "harness", name);
  const script = new vm.Script(readFileSync(file, "utf8"), { filename: file });
  harness.set(name, script);
  return script;
}

let runtimeScript: vm.Script | undefined;

// Node 20 keeps every AsyncLocalStorage for ever and visits each of them at every promise: realms share one.
const storage = new AsyncLocalStorage();
const hostRequire = (name: string) =>
  name === "node:async_hooks" ? { AsyncLocalStorage: SharedStorage } : require(name);

class SharedStorage {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: every realm gets the same storage
    return storage;
  }
}

/** Runs one test in a realm of its own; `code` is what the test's source became. */
export async function runInRealm(
  host: Host,
  test: Test262File,
  code: string,
  file: string,
  transform: (source: string, file: string) => string,
): Promise<Failure> {
  const realm = makeRealm(host, test);
  const outcome = await storage.exit(() => evaluate(realm, test, code, file, transform));
  return judge(test, outcome);
}

interface Realm {
  readonly context: vm.Context;
  readonly done: Promise<Outcome>;
  readonly limit: number;
}

interface Outcome {
  readonly phase: "parse" | "resolution" | "runtime";
  readonly error: unknown;
}

function makeRealm(host: Host, test: Test262File): Realm {
  let settle: (outcome: Outcome) => void = () => {};
  const done = new Promise<Outcome>((resolve) => {
    settle = resolve;
  });
  const print = (text: unknown) => {
    const message = String(text);
    if (message === "Test262:AsyncTestComplete") settle({ phase: "runtime", error: undefined });
    else if (message.startsWith("Test262:AsyncTestFailure")) settle({ phase: "runtime", error: message });
  };
  const context = newContext(host, print);
  if (!test.modes.includes("raw")) {
    const names = ["assert.js", "sta.js", ...(test.async ? ["doneprintHandle.js"] : []), ...test.includes];
    for (const name of names) harnessScript(host.root, name).runInContext(context);
  }
  return { context, done, limit: host.limit };
}

function newContext(host: Host, print: (text: unknown) => void): vm.Context {
  const context = vm.createContext();
  const runtime = host.runtime === undefined ? {} : loadRuntime(host.runtime, host.recording, context);
  const global = vm.runInContext("globalThis", context) as Record<string, unknown>;
  const define = (name: string, value: unknown) =>
    Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false });
  define("print", print);
  define("$262", host262(host, context, global, print));
  define("require", () => runtime);
  return context;
}

// What Node's globals give to the runtime; the globals of a new realm are those of the language alone.
const HOST_GLOBALS = {
  require: hostRequire,
  performance,
  process,
  console,
  Buffer,
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  setImmediate,
  queueMicrotask,
};

function loadRuntime(code: string, recording: boolean, context: vm.Context): Record<string, unknown> {
  const names = [...Object.keys(HOST_GLOBALS), "exports", "module"].join(", ");
  runtimeScript ??= new vm.Script(`(function (${names}) {${code}\n})`);
  const load = runtimeScript.runInContext(context) as (...args: unknown[]) => void;
  const module = { exports: {} as Record<string, unknown> };
  load(...Object.values(HOST_GLOBALS), module.exports, module);
  const { getTracer } = module.exports as { getTracer(): { addProcessor(processor: object): void } };
  if (recording) getTracer().addProcessor(DROP_PROCESSOR);
  return module.exports;
}

const DROP_PROCESSOR = {
  onStart() {},
  onEnd() {},
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};

function host262(host: Host, context: vm.Context, global: object, print: (text: unknown) => void): object {
  return {
    global,
    createRealm: () => vm.runInContext("$262", newContext(host, print)) as object,
    evalScript: (code: string) => vm.runInContext(code, context),
    detachArrayBuffer: (buffer: ArrayBuffer) => structuredClone(buffer, { transfer: [buffer] }),
    gc: () => {},
    agent: {},
    IsHTMLDDA: undefined,
  };
}

async function evaluate(
  { context, done, limit }: Realm,
  test: Test262File,
  code: string,
  file: string,
  transform: (source: string, file: string) => string,
): Promise<Outcome> {
  const late = test.async
    ? Promise.race([
        done,
        new Promise<Outcome>((r) =>
          setTimeout(r, limit, { phase: "runtime", error: "no $DONE in time" }).unref(),
        ),
      ])
    : undefined;
  const link = linker(context, transform);
  if (test.modes.includes("module")) {
    const problem = await evaluateModule(code, file, link);
    if (problem) return problem;
  } else {
    const problem = evaluateScript(context, code, file, link, limit);
    if (problem) return problem;
  }
  return late ?? { phase: "runtime", error: undefined };
}

type Link = (specifier: string, referrer: { identifier: string }) => Promise<vm.Module>;

/** Loads what a test imports; `uno-trace/abi` is the runtime of the realm. */
function linker(context: vm.Context, transform: (source: string, file: string) => string): Link {
  const modules = new Map<string, vm.Module>();
  const link: Link = async (specifier, referrer) => {
    if (specifier === "uno-trace/abi") return runtimeModule(context);
    const path = resolve(dirname(referrer.identifier), specifier);
    const known = modules.get(path);
    if (known) return known;
    const module = new vm.SourceTextModule(transform(readFileSync(path, "utf8"), path), options(path));
    modules.set(path, module);
    return module;
  };
  const options = (identifier: string): vm.SourceTextModuleOptions => ({
    identifier,
    context,
    importModuleDynamically: (async (specifier: string, script: vm.Module) => {
      const module = await link(specifier, { identifier: script.identifier ?? identifier });
      if (module.status === "unlinked") await module.link(link as never);
      await module.evaluate();
      return module;
    }) as never,
    initializeImportMeta: () => {},
  });
  return Object.assign(link, { options, modules });
}

function runtimeModule(context: vm.Context): vm.Module {
  const runtime = vm.runInContext("require()", context) as Record<string, unknown>;
  const names = Object.keys(runtime);
  return new vm.SyntheticModule(
    names,
    function (this: vm.SyntheticModule) {
      for (const name of names) this.setExport(name, runtime[name]);
    },
    { context },
  );
}

type OptionsOf = (identifier: string) => vm.SourceTextModuleOptions;

async function evaluateModule(code: string, file: string, link: Link): Promise<Outcome | undefined> {
  let module: vm.SourceTextModule;
  const { options, modules } = link as Link & { options: OptionsOf; modules: Map<string, vm.Module> };
  try {
    module = new vm.SourceTextModule(code, options(file));
    modules.set(file, module);
  } catch (error) {
    return { phase: "parse", error };
  }
  try {
    await module.link(link as never);
  } catch (error) {
    return { phase: "resolution", error };
  }
  try {
    await module.evaluate();
  } catch (error) {
    return { phase: "runtime", error };
  }
  return undefined;
}

function evaluateScript(
  context: vm.Context,
  code: string,
  file: string,
  link: Link,
  limit: number,
): Outcome | undefined {
  let script: vm.Script;
  const { options } = link as Link & { options: OptionsOf };
  try {
    const { importModuleDynamically } = options(file);
    script = new vm.Script(code, {
      filename: file,
      importModuleDynamically: ((specifier: string) =>
        (importModuleDynamically as never as (s: string, m: object) => Promise<vm.Module>)(specifier, {
          identifier: file,
        })) as never,
    });
  } catch (error) {
    return { phase: "parse", error };
  }
  try {
    script.runInContext(context, { timeout: limit });
  } catch (error) {
    return { phase: "runtime", error };
  }
  return undefined;
}

const nameOf = (error: unknown): string => {
  try {
    return (error as { constructor: { name: string } }).constructor.name;
  } catch {
    return String(error);
  }
};

const textOf = (error: unknown): string => {
  try {
    return `${nameOf(error)}: ${(error as Error).message ?? String(error)}`;
  } catch {
    return "an error that cannot be printed";
  }
};

function judge({ negative }: Test262File, { phase, error }: Outcome): Failure {
  if (!negative) return error === undefined ? undefined : `${phase}: ${textOf(error)}`;
  if (error === undefined) return `expected ${negative.type} in phase ${negative.phase}`;
  const isPhase = phase === negative.phase || (negative.phase === "resolution" && phase !== "runtime");
  if (!isPhase)
    return `expected ${negative.type} in phase ${negative.phase}, got ${textOf(error)} in ${phase}`;
  return nameOf(error) === negative.type ? undefined : `expected ${negative.type}, got ${textOf(error)}`;
}
