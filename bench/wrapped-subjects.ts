// The measured functions for tracers that take a name and a callback.
import { FAULT, increment, type Subjects } from "./subjects.js";

/** One tracer's way to run a callback inside a span. */
export interface Wrapper {
  run<T>(name: string, work: () => T, attributes?: Readonly<Record<string, string | number>>): T;
  runAsync<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** The span of a generator, which is open while the generator is. */
  open(name: string): { end(): void };
}

export function wrappedSubjects({ run, runAsync, open }: Wrapper): Subjects {
  const nested = (depth: number): number => run("nested", () => (depth === 0 ? 0 : nested(depth - 1) + 1));
  return {
    sync: (n) => run("sync", () => n + 1),
    calling: (n) => run("calling", () => increment(n)),
    asynchronous: (n) => runAsync("asynchronous", async () => n + 1),
    nested,
    *items(count) {
      const span = open("items");
      try {
        for (let index = 0; index < count; index++) yield index;
      } finally {
        span.end();
      }
    },
    captured: (id, region) => run("captured", () => id + region.length, { id, region }),
    fails: () =>
      run("fails", () => {
        throw FAULT;
      }),
    request: (work) => run("request", work),
    serve: (work) => runAsync("serve", work),
  };
}
