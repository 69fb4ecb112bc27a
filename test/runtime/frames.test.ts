// The tracer's switches of context beside those of other AsyncLocalStorages: a program sees the same as untraced.
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { expect, it, vi } from "vitest";
import {
  enter,
  enterGenerator,
  exit,
  resume,
  returned,
  returnedAsync,
  suspend,
  yields,
} from "../../runtime/abi/instrument.js";
import { getCurrentSpan } from "../../runtime/context/nodes.js";
import { record, site, sleep } from "./recorder.js";

function traced<T>(body: () => T): T {
  const span = enter(site("sync"));
  try {
    return returned(span, body());
  } finally {
    exit(span);
  }
}

async function tracedAsync(first: () => unknown, then: () => unknown): Promise<void> {
  const span = enter(site("async"));
  try {
    resume(span, await suspend(span, first()));
    returnedAsync(span, then());
  } finally {
    resume(span);
    exit(span);
  }
}

function* tracedItems(each: () => unknown): Generator<unknown> {
  const span = enterGenerator(site("items"));
  try {
    for (let index = 0; index < 3; index++) resume(span, yield yields(span, each()));
  } finally {
    resume(span);
    exit(span);
  }
}

// The oracles: the same functions as they would be written without tracing.
const plain = {
  traced: <T>(body: () => T): T => body(),
  tracedAsync: async (first: () => unknown, then: () => unknown): Promise<void> => {
    await first();
    then();
  },
  tracedItems: function* (each: () => unknown): Generator<unknown> {
    for (let index = 0; index < 3; index++) yield each();
  },
};
const own: typeof plain = { traced, tracedAsync, tracedItems };

type Story = (functions: typeof plain, other: AsyncLocalStorage<string>) => unknown[] | Promise<unknown[]>;

// Of a time when the tracer had no value anywhere.
const early = new AsyncResource("test");

/** How many storages have a value in what begins now: under a symbol for each, or in a frame of all. */
function countStorages(): number {
  const resource = new AsyncResource("test") as unknown as Record<
    symbol,
    { readonly size?: number } | undefined
  >;
  const named = Object.getOwnPropertySymbols(resource);
  const own = named.filter(({ description }) => description === "kResourceStore").length;
  return named.reduce((sum, key) => sum + (resource[key]?.size ?? 0), own);
}

const storagesBefore = countStorages();

const STORIES: Record<string, Story> = {
  "enters inside of a function, and stays behind it": ({ traced: run }, other) => {
    other.enterWith("before");
    const inside = run(() => {
      other.enterWith("inside");
      return run(() => other.getStore());
    });
    return [inside, other.getStore()];
  },
  "is disabled inside of a function": ({ traced: run }, other) => {
    other.enterWith("before");
    run(() => other.disable());
    const after = other.getStore();
    other.enterWith("again");
    return [after, run(() => other.getStore()), other.getStore()];
  },
  "runs around and inside of functions": ({ traced: run }, other) =>
    other.run("out", () => [
      run(() => other.run("in", () => run(() => other.getStore()))),
      run(() => other.getStore()),
      other.getStore(),
    ]),
  "has a value where the tracer has none": ({ traced: run }, other) =>
    early.runInAsyncScope(() => {
      other.enterWith("before");
      return [run(() => other.getStore()), other.getStore()];
    }),
  "enters before and behind a wait": async ({ tracedAsync: run }, other) => {
    const seen: unknown[] = [];
    other.enterWith("before");
    const promise = run(
      async () => {
        other.enterWith("first");
        await sleep(1);
        seen.push(other.getStore());
      },
      () => {
        seen.push(other.getStore());
        other.enterWith("then");
      },
    );
    seen.push(other.getStore());
    other.enterWith("meanwhile");
    await promise;
    seen.push(other.getStore());
    return seen;
  },
  "is changed by a consumer between items": ({ tracedItems: items }, other) => {
    const seen: unknown[] = [];
    other.enterWith("begin");
    for (const item of items(() => other.getStore())) {
      seen.push(item, other.getStore());
      other.enterWith(`after ${seen.length}`);
    }
    return [...seen, other.getStore()];
  },
  "is changed by a generator between items": ({ tracedItems: items }, other) => {
    let count = 0;
    const seen: unknown[] = [];
    for (const item of items(() => other.enterWith(`item ${count++}`))) seen.push(item, other.getStore());
    return [...seen, other.getStore()];
  },
  "is another one each time a generator is asked": ({ tracedItems: items }, other) => {
    const generator = items(() => other.getStore());
    return ["a", "b", "c"].map((value) => other.run(value, () => generator.next().value));
  },
  "is disabled by a consumer between items": ({ tracedItems: items }, other) => {
    other.enterWith("begin");
    const seen: unknown[] = [];
    for (const item of items(() => other.getStore())) {
      seen.push(item);
      other.disable();
    }
    return [...seen, other.getStore()];
  },
};

// Each in a context of its own: `enterWith` outlives the test otherwise.
function tell(story: Story, functions: typeof plain): Promise<unknown[]> {
  const around = new AsyncLocalStorage<number>();
  return around.run(1, async () => await story(functions, new AsyncLocalStorage<string>()));
}

// First: the stories' storages stay.
it("leaves no storage of its own behind, whose values Node would hand on with every promise", () => {
  record();
  expect(countStorages()).toBe(storagesBefore + 1);
});

it.each(Object.entries(STORIES))("another storage %s", async (_, story) => {
  record();
  expect(await tell(story, own)).toEqual(await tell(story, plain));
  expect(getCurrentSpan()).toBeUndefined();
});

it("gives each of a thousand nested and waiting functions its caller as parent", async () => {
  const exporter = record();
  let depth = 0;
  const nest = (): unknown => (depth++ < 1000 ? traced(nest) : undefined);
  const wait = (left: number): Promise<void> =>
    tracedAsync(
      () => sleep(0),
      () => (left > 0 ? wait(left - 1) : undefined),
    );
  traced(nest);
  await Promise.all([wait(20), wait(20)]);
  await vi.waitFor(() => expect(exporter.getFinishedSpans()).toHaveLength(1001 + 2 * 21));
  const spans = exporter.getFinishedSpans();
  const parents = new Map(spans.map((span) => [span.spanContext().spanId, span.parentSpanContext?.spanId]));
  const depthOf = (id: string | undefined): number => (id === undefined ? 0 : 1 + depthOf(parents.get(id)));
  const depthsOf = (name: string): number[] =>
    spans
      .filter((span) => span.name === name)
      .map((span) => depthOf(span.spanContext().spanId))
      .sort((a, b) => a - b);
  expect(depthsOf("sync")).toEqual(Array.from({ length: 1001 }, (_, index) => index + 1));
  expect(depthsOf("async")).toEqual(Array.from({ length: 42 }, (_, index) => 1 + (index >> 1)));
  expect(getCurrentSpan()).toBeUndefined();
});
