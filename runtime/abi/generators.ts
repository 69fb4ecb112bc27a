// Generators: a span and a generator in, an object out that `yield*` delegates to and that resumes inside the span.

import { driveScope, resumeScope } from "../context/scope.js";
import { GENERATOR, SCOPE } from "../ground/flags.js";
import { apply, isGeneratorObject } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";
import { state } from "../state/state.js";

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
  readonly span: LocalSpan;
  readonly generator: unknown;
  readonly resumes: Resumes;
  declare readonly next: Resume;
  declare readonly return: Resume;
  declare readonly throw: Resume;

  constructor(span: LocalSpan, generator: unknown, resumes: Resumes) {
    this.span = span;
    this.generator = generator;
    this.resumes = resumes;
    span.flags |= GENERATOR;
    if ((span.flags & SCOPE) !== 0) driveScope(span);
  }

  // For `yield*` of either kind. No subclasses: a derived class's implicit constructor iterates its arguments in V8.
  [Symbol.iterator](): this {
    return this;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function resumeBy(name: keyof Resumes): Resume {
  return function resume(this: unknown, value) {
    const { span, generator, resumes } = this as Driver;
    const { storage } = state;
    const previous = storage.getStore();
    if ((span.flags & SCOPE) !== 0) {
      resumeScope(span, previous);
    } else {
      span.details().resumed++;
      // Before it, a span that the body has made by hand and not ended.
      storage.enterWith(span.previous ?? span);
    }
    try {
      return apply(resumes[name], generator, [value]);
    } finally {
      storage.enterWith(previous);
    }
  };
}

// Each is all that a stack trace shows of the tracer: one frame.
Object.assign(Driver.prototype, {
  next: resumeBy("next"),
  return: resumeBy("return"),
  throw: resumeBy("throw"),
});

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
