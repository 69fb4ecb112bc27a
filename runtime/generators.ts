// Generators: a span and a generator in, an object out that `yield*` delegates to and that resumes inside the span.
import { GENERATOR } from "./flags.js";
import { apply, isGeneratorObject } from "./intrinsics.js";
import type { LocalSpan } from "./span.js";
import { state } from "./state.js";

type Resume = (this: unknown, value: unknown) => unknown;
type Resumes = Readonly<Record<"next" | "return" | "throw", Resume>>;

// The intrinsic methods, taken at load: a program may patch them later.
function intrinsics(generatorFunction: () => unknown): Resumes {
  const prototype = Object.getPrototypeOf(generatorFunction.prototype) as Resumes;
  return { next: prototype.next, return: prototype.return, throw: prototype.throw };
}

const SYNC = intrinsics(function* () {});
const ASYNC = intrinsics(async function* () {});

// Results go through untouched and are not looked at: their members may be getters. How many items there were
// follows from how often the generator was resumed.
class Driver {
  private readonly span: LocalSpan;
  private readonly generator: unknown;
  private readonly resumes: Resumes;

  constructor(span: LocalSpan, generator: unknown, resumes: Resumes) {
    this.span = span;
    this.generator = generator;
    this.resumes = resumes;
    span.flags |= GENERATOR;
  }

  next(value: unknown): unknown {
    return this.resume(this.resumes.next, value);
  }

  return(value: unknown): unknown {
    return this.resume(this.resumes.return, value);
  }

  throw(value: unknown): unknown {
    return this.resume(this.resumes.throw, value);
  }

  // For `yield*` of either kind. No subclasses: a derived class's implicit constructor iterates its arguments in V8.
  [Symbol.iterator](): this {
    return this;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private resume(method: Resume, value: unknown): unknown {
    const { storage } = state;
    const previous = storage.getStore();
    this.span.details().resumed++;
    storage.enterWith(this.span);
    try {
      return apply(method, this.generator, [value]);
    } finally {
      storage.enterWith(previous);
    }
  }
}

/** What a traced generator delegates to. */
export function driveSync<T>(span: LocalSpan, generator: T): T {
  return new Driver(span, generator, resumesOf(generator, SYNC)) as T;
}

/** What a traced async generator delegates to. */
export function driveAsynchronously<T>(span: LocalSpan, generator: T): T {
  return new Driver(span, generator, resumesOf(generator, ASYNC)) as T;
}

// Compilers lower generators for older targets to plain objects with methods of their own; the intrinsic ones
// refuse those.
function resumesOf(generator: unknown, intrinsic: Resumes): Resumes {
  return isGeneratorObject(generator) ? intrinsic : (generator as Resumes);
}
