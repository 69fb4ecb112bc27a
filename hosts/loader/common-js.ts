// What is loaded by `require` in, with its text traced before any loader of CommonJS compiles it.
import Module from "node:module";
import { HandedText } from "./handed-text.js";
import type { Instrumented, Sources } from "./sources.js";

type Compile = (this: object, content: string, ...rest: unknown[]) => unknown;

/** A module of CommonJS, as Node makes it; not in its public types. */
interface Loading {
  _compile: Compile;
}

interface ModuleClass {
  readonly prototype: { load(this: Loading, filename: string): void };
  readonly _extensions: Readonly<Record<string, unknown>>;
}

const { prototype, _extensions } = Module as unknown as ModuleClass;

/**
 * Traces what is required, whatever compiles it: Node, ts-node and others that wrap `_compile`, or tsx, which reads the
 * file itself. Above all of them is `load`, so the order in which they were set up does not matter.
 */
export function handOverRequired(sources: Sources): void {
  const { load } = prototype;
  prototype.load = function (filename) {
    const file = sources.of(filename);
    if (!file) load.call(this, filename);
    else handOver(this, file, () => load.call(this, filename));
  };
}

const NODES_OWN = new Set([".js", ".json", ".node", ".ts", ".cts", ".mts"]);

/** Makes a test whether something else than Node loads CommonJS, such as tsx, which asks no hooks about it. */
export function foreignHandlers(): () => boolean {
  const own = _extensions[".js"];
  return () =>
    _extensions[".js"] !== own || Object.keys(_extensions).some((ending) => !NODES_OWN.has(ending));
}

/**
 * A file may be read by then, as Node 20 does to see what it exports; so the first to compile it gets the traced text as well.
 * Loaders replace `_compile` by a function that calls what was there; whatever they have put there, the first call is the one
 * with the source.
 */
function handOver(module: Loading, file: Instrumented, load: () => void): void {
  const handed = new HandedText(file);
  let compile = module._compile;
  let isFirst = true;
  const through = (behind: Compile): Compile =>
    function (content, ...rest) {
      if (!isFirst) return behind.call(this, content, ...rest);
      isFirst = false;
      handed.close();
      Object.defineProperty(module, "_compile", { value: compile, writable: true, configurable: true });
      return behind.call(this, content === file.text ? file.code : content, ...rest);
    };
  Object.defineProperty(module, "_compile", {
    get: () => through(compile),
    set: (value: Compile) => {
      compile = value;
    },
    configurable: true,
  });
  handed.during(load);
}
