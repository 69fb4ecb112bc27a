// `createSpan`: what is current while it is open, once it has ended, and for the caller of an async function.
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { enter, exit } from "../../runtime/abi/instrument.js";
import {
  alwaysOff,
  alwaysOn,
  getCurrentSpan,
  getTracer,
  type InMemorySpanExporter,
  injectContext,
  parentBased,
  type Span,
} from "../../runtime/index.js";
import { record, site } from "./recorder.js";

const tracer = getTracer();
let exporter: InMemorySpanExporter;
beforeEach(() => {
  exporter = record();
});

const traced = (name: string) => exit(enter(site(name)));

/** Each finished span's name, and its parent's. */
function parents(): Record<string, string | undefined> {
  const spans = exporter.getFinishedSpans() as unknown as Span[];
  const nameOf = new Map(spans.map((span) => [span.spanId, span.name]));
  return Object.fromEntries(
    spans.map(({ name, parentId }) => [name, parentId === undefined ? undefined : nameOf.get(parentId)]),
  );
}

describe("in one function", () => {
  it("end() in a finally block makes what was before it current again", () => {
    const span = tracer.createSpan("a");
    try {
      traced("inside");
    } finally {
      span.end();
    }
    expect(getCurrentSpan()).toBeUndefined();
    traced("behind");
    expect(parents()).toEqual({ inside: "a", a: undefined, behind: undefined });
  });

  it("end() and then a disposal leave what was made current in between", () => {
    tracer.withSpan("outer", () => {
      using span = tracer.createSpan("a");
      span.end();
      using other = tracer.createSpan("b");
      span.end();
      expect(getCurrentSpan()).toBe(other);
    });
    expect(parents()).toEqual({ a: "outer", b: "outer", outer: undefined });
  });

  it("spans that end in another order leave none of them current", () => {
    const [a, b, c] = [tracer.createSpan("a"), tracer.createSpan("b"), tracer.createSpan("c")];
    a.end();
    expect(getCurrentSpan()).toBe(c);
    b.end();
    c.end();
    expect(getCurrentSpan()).toBeUndefined();
    expect(injectContext({})).toEqual({});
  });

  it("end() of the span of withSpan leaves it current: its function goes on", () => {
    tracer.withSpan("outer", (span) => {
      span.end();
      expect(getCurrentSpan()).toBe(span);
    });
    expect(getCurrentSpan()).toBeUndefined();
  });
});

describe("held across an await", () => {
  async function job(name: string, time = 2): Promise<void> {
    using _ = tracer.createSpan(name);
    traced(`${name}.before`);
    await sleep(time);
    traced(`${name}.behind`);
  }

  it("jobs one after another are no children of each other", async () => {
    for (const name of ["a", "b", "c"]) await job(name);
    traced("last");
    const all = parents();
    expect([all.a, all.b, all.c, all.last]).toEqual([undefined, undefined, undefined, undefined]);
    expect([all["b.before"], all["b.behind"]]).toEqual(["b", "b"]);
  });

  it("inside a span they are its children", async () => {
    await tracer.withSpan("outer", async () => {
      for (const name of ["a", "b"]) await job(name);
      expect(getCurrentSpan()?.name).toBe("outer");
    });
    expect(parents()).toMatchObject({ a: "outer", b: "outer" });
  });

  it("a job that is not sampled decides nothing for those after it", async () => {
    tracer.setSampler(parentBased((_, __, name) => name !== "a"));
    for (const name of ["a", "b"]) await job(name);
    expect(Object.keys(parents()).sort()).toEqual(["b", "b.before", "b.behind"]);
    tracer.setSampler(alwaysOff);
    await job("c");
    tracer.setSampler(parentBased(alwaysOn));
    traced("last");
    expect(parents().last).toBeUndefined();
    expect(exporter.getFinishedSpans().at(-1)?.name).toBe("last");
  });

  it("jobs at the same time are said once, with the mend", async () => {
    const written: string[] = [];
    const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    try {
      // In order: nothing is wrong.
      await tracer.withSpan("outer", async () => {
        using _ = tracer.createSpan("around");
        await job("within");
      });
      const [a, b] = [tracer.createSpan("a"), tracer.createSpan("b")];
      a.end();
      b.end();
      expect(written).toEqual([]);
      for (let round = 0; round < 2; round++) await Promise.all([job("one", 1), job("two", 20)]);
      expect(written.filter((text) => text.includes("createSpan"))).toHaveLength(1);
      expect(written.join("")).toContain('tracer.withSpan("one", async (span) => { … })');
    } finally {
      spy.mockRestore();
    }
  });
});

it("spans that were current do not keep each other alive", async () => {
  let depth = 0;
  for (let index = 0; index < 50; index++) {
    const before = tracer.createSpan("before");
    const after = tracer.createSpan("after");
    before.end();
    await sleep(0);
    after.end();
    for (let node = after as unknown as { previous?: object }, at = 0; node; at++) {
      depth = Math.max(depth, at);
      node = node.previous as typeof node;
    }
  }
  expect(depth).toBeLessThan(3);
});
