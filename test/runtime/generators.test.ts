// Generators: resumed inside the span, transparent to the consumer.
import { expect, it } from "vitest";
import { drive, driveAsync, exit, fail, start } from "../../runtime/abi/instrument.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { getCurrentSpan } from "../../runtime/context/nodes.js";
import { alwaysOff } from "../../runtime/sampling/sampler.js";
import { named, names, record, site, sleep } from "./recorder.js";

function* traced<T, R = unknown, N = undefined>(inner: () => Generator<T, R, N>): Generator<T, R, N> {
  const span = start(site("gen"));
  try {
    return yield* drive(span, inner, undefined);
  } catch (error) {
    throw fail(span, error);
  } finally {
    exit(span);
  }
}

async function* tracedAsync<T>(
  inner: () => AsyncGenerator<T, void, unknown>,
): AsyncGenerator<T, void, unknown> {
  const span = start(site("gen"));
  try {
    return yield* driveAsync(span, inner, undefined);
  } catch (error) {
    throw fail(span, error);
  } finally {
    exit(span);
  }
}

it("passes values both ways and counts items", () => {
  const spans = record();
  const iterator = traced(function* (): Generator<number, string, number> {
    const got = yield 1;
    expect(getCurrentSpan()?.name).toBe("gen");
    yield got * 2;
    return "end";
  });
  expect(names(spans)).toEqual([]);
  expect(iterator.next(0)).toEqual({ value: 1, done: false });
  expect(getCurrentSpan()).toBeUndefined();
  expect(iterator.next(21)).toEqual({ value: 42, done: false });
  expect(iterator.next(0)).toEqual({ value: "end", done: true });
  expect(named(spans, "gen").attributes["uno.generator.items"]).toBe(2);
  expect(named(spans, "gen").status.code).toBe(1);
});

it("closes on an early break, running the program's finally inside the span", () => {
  const spans = record();
  let inside: string | undefined;
  for (const _ of traced(function* (): Generator<number, void, undefined> {
    try {
      yield 1;
      yield 2;
    } finally {
      inside = getCurrentSpan()?.name;
    }
  }))
    break;
  expect(inside).toBe("gen");
  expect(named(spans, "gen").attributes["uno.generator.items"]).toBe(1);
});

it("forwards throw() and records what comes out", () => {
  const spans = record();
  const iterator = traced(function* () {
    yield 1;
  });
  iterator.next();
  const error = new Error("in");
  expect(() => iterator.throw(error)).toThrow(error);
  expect(named(spans, "gen").status).toEqual({ code: 2, message: "in" });
});

it("hands the result objects of a delegated iterator on untouched", () => {
  record();
  const marked = { value: 1, done: false, extra: true };
  const source = { [Symbol.iterator]: () => ({ next: () => marked }) } as unknown as Iterable<number>;
  const iterator = traced(function* () {
    yield* source;
  });
  expect(iterator.next()).toBe(marked);
});

it("works for async generators, counts, and keeps the consumer outside", async () => {
  const spans = record();
  const seen: number[] = [];
  for await (const item of tracedAsync(async function* () {
    yield 1;
    await sleep(1);
    expect(getCurrentSpan()?.name).toBe("gen");
    yield 2;
  })) {
    expect(getCurrentSpan()).toBeUndefined();
    seen.push(item);
  }
  expect(seen).toEqual([1, 2]);
  expect(named(spans, "gen").attributes["uno.generator.items"]).toBe(2);
});

it("delegates to the generator itself without a span", () => {
  const inner = (function* () {})();
  expect(drive(undefined, () => inner, undefined)).toBe(inner);
});

it("keeps what runs in an unsampled generator unsampled", () => {
  const spans = record();
  getTracer().setSampler(alwaysOff);
  const below = function* (): Generator<unknown, void, undefined> {
    yield start(site("child"));
  };
  expect([...traced(below)]).toEqual([undefined]);
  expect(names(spans)).toEqual([]);
});

it("resumes a generator that a compiler lowered to an object with methods", async () => {
  const spans = record();
  const lowered = (): AsyncGenerator<string | undefined, void, unknown> => {
    const seen: IteratorResult<string | undefined, void>[] = [];
    const next = async (): Promise<IteratorResult<string | undefined, void>> => {
      seen.push({ done: false, value: getCurrentSpan()?.name });
      return seen.length > 2 ? { done: true, value: undefined } : (seen.at(-1) as IteratorResult<string>);
    };
    return {
      next,
      [Symbol.asyncIterator]() {
        return this;
      },
    } as AsyncGenerator<string | undefined, void, unknown>;
  };
  const items: unknown[] = [];
  for await (const item of tracedAsync(lowered)) items.push(item);
  expect(items).toEqual(["gen", "gen"]);
  expect(named(spans, "gen").attributes["uno.generator.items"]).toBe(2);
});

it("makes an async generator return a rejected promise as `yield*` does", async () => {
  const spans = record();
  async function* body(seen: unknown[]): AsyncGenerator<number, void, unknown> {
    try {
      seen.push(((yield 1) as Error).message);
    } catch (error) {
      seen.push("caught", (error as Error).message);
    }
  }
  async function* delegates(seen: unknown[]): AsyncGenerator<number, void, unknown> {
    return yield* body(seen);
  }
  const told = async (generatorOf: (seen: unknown[]) => AsyncGenerator<number, void, unknown>) => {
    const seen: unknown[] = [];
    const generator = generatorOf(seen);
    await generator.next();
    seen.push(await generator.return(Promise.reject(new Error("rejected")) as unknown as undefined));
    return seen;
  };
  const result = { value: undefined, done: true };
  expect(await told(body)).toEqual(["caught", "rejected", result]);
  // V8's own `yield*` hands the reason to `next` instead of `throw` since version 12.
  const isFaulty = Number.parseInt(process.versions.v8, 10) >= 12;
  expect(await told(delegates)).toEqual(isFaulty ? ["rejected", result] : await told(body));
  expect(await told((seen) => tracedAsync(() => body(seen)))).toEqual(await told(delegates));
  expect(named(spans, "gen").status.code).toBe(1);
});
