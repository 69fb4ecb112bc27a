// A call tree in; for each traced function the samples of tracing below it, and those of its own work, out.
import type { CodeFiles } from "./code-files.js";
import type { CallFrame, CallNode } from "./profile.js";
import { isRuntimeFile } from "./runtime-files.js";
import type { SourceFunctions, TracedFunction } from "./source-functions.js";

/** What one traced function took. */
export interface Cost {
  /** Samples in the runtime, called by the function: what its spans cost. */
  tracing: number;
  /** Samples in the function itself, without those. */
  self: number;
  /** Samples in the function and in all that it calls, without tracing. */
  total: number;
}

/** What profiles say, in samples. */
export interface Costs {
  readonly functions: ReadonlyMap<TracedFunction, Cost>;
  /** All samples but those in which the process waited. */
  readonly busy: number;
  /** In the runtime, whoever called it. */
  readonly tracing: number;
  /** Of these, below functions that are none of the traced ones of the project. */
  readonly elsewhere: number;
  /** In the garbage collector, which nobody has called. */
  readonly collecting: number;
}

/** How a frame counts. */
type Role = "idle" | "collector" | "runtime" | "builtin" | "program" | "processor" | TracedFunction;

/** What the runtime calls of a processor, an exporter or a sampler of the program. */
const CALLED = ["onStart", "onEnding", "onEnd", "forceFlush", "shutdown", "export", "shouldSample"];

/** Adds up call trees. */
export class CostSum {
  readonly #roles = new Map<string, Role>();
  readonly #found = new Map<TracedFunction, Cost>();
  readonly #code: CodeFiles;
  readonly #source: SourceFunctions;
  #busy = 0;
  #tracing = 0;
  #elsewhere = 0;
  #collecting = 0;

  constructor(code: CodeFiles, source: SourceFunctions) {
    this.#code = code;
    this.#source = source;
  }

  get costs(): Costs {
    return {
      functions: this.#found,
      busy: this.#busy,
      tracing: this.#tracing,
      elsewhere: this.#elsewhere,
      collecting: this.#collecting,
    };
  }

  /** Adds one profile. */
  add(root: CallNode): void {
    this.#visit(root, { owner: undefined, isTracing: false, open: new Set() });
  }

  /** Returns the samples below a node that are no tracing. */
  #visit(node: CallNode, above: Above): number {
    const role = this.#roleOf(node.frame);
    if (role === "idle") return 0;
    const inside = enter(role, above);
    let work = this.#count(node, role, inside);
    const isOutermost = typeof role === "object" && !inside.open.has(role);
    if (isOutermost) inside.open.add(role);
    for (const child of node.children) work += this.#visit(child, inside);
    if (isOutermost) {
      inside.open.delete(role);
      this.#costOf(role).total += work;
    }
    return work;
  }

  /** Counts a node's own samples, and returns how many are no tracing. */
  #count({ samples }: CallNode, role: Role, { owner, isTracing }: Above): number {
    this.#busy += samples;
    if (role === "collector") {
      this.#collecting += samples;
      return 0;
    }
    if (!isTracing) {
      if (owner) this.#costOf(owner).self += samples;
      return samples;
    }
    this.#tracing += samples;
    if (owner) this.#costOf(owner).tracing += samples;
    else this.#elsewhere += samples;
    return 0;
  }

  #costOf(owner: TracedFunction): Cost {
    const known = this.#found.get(owner) ?? { tracing: 0, self: 0, total: 0 };
    this.#found.set(owner, known);
    return known;
  }

  #roleOf(frame: CallFrame): Role {
    const { url, lineNumber, columnNumber, functionName } = frame;
    const key = `${url}:${lineNumber}:${columnNumber}:${functionName}`;
    const known = this.#roles.get(key) ?? this.#findRole(frame);
    this.#roles.set(key, known);
    return known;
  }

  #findRole(frame: CallFrame): Role {
    if (frame.functionName === "(idle)") return "idle";
    if (frame.functionName === "(garbage collector)") return "collector";
    if (frame.url === "" || frame.url.startsWith("node:")) return "builtin";
    const place = this.#code.sourceOf(frame);
    if (place && isRuntimeFile(place.file)) return "runtime";
    // What makes the data of a site is generated.
    if (frame.functionName.startsWith("__uno")) return "runtime";
    const traced = place && this.#source.at(place, frame.functionName);
    return traced ?? (CALLED.includes(frame.functionName) ? "processor" : "program");
  }
}

/** What stands above a node. */
interface Above {
  /** The traced function that is nearest, if no other function of the program is between. */
  readonly owner: TracedFunction | undefined;
  readonly isTracing: boolean;
  /** Traced functions that are on the stack; of a recursion the outermost call counts. */
  readonly open: Set<TracedFunction>;
}

/**
 * V8 lays frames that it has inlined on the stack, but may take the call behind an inlined one for a call of that one. So
 * a function of the program below the runtime is the program again, which it also is below a driven generator.
 */
function enter(role: Role, above: Above): Above {
  if (role === "runtime") return { ...above, isTracing: true };
  if (role === "processor" && above.isTracing) return above;
  if (typeof role === "object") return { ...above, owner: role, isTracing: false };
  if (role === "program" || role === "processor") return { ...above, owner: undefined, isTracing: false };
  return above;
}
