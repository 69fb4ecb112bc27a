// The ABI, called as generated code calls it.
import { describe, expect, it } from "vitest";
import { capture, enter, exit, fail, leave, result, returned } from "../../runtime/abi/instrument.js";
import { superOf } from "../../runtime/abi/super-member.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { getCurrentSpan } from "../../runtime/context/nodes.js";
import { alwaysOff } from "../../runtime/sampling/sampler.js";
import { state } from "../../runtime/state/state.js";
import { caught, named, names, record, site, sleep } from "./recorder.js";

function traced<T>(where: ReturnType<typeof site>, body: () => T): T {
  const span = enter(where);
  try {
    return returned(span, body());
  } catch (error) {
    throw fail(span, error);
  } finally {
    exit(span);
  }
}

async function tracedAsync<T>(where: ReturnType<typeof site>, body: () => Promise<T>): Promise<T> {
  const span = enter(where);
  try {
    return await leave(span, (async () => result(span, await body()))());
  } catch (error) {
    throw fail(span, error);
  } finally {
    exit(span);
  }
}

describe("off", () => {
  it("gives no span and passes values through", () => {
    const value = Promise.resolve(1);
    expect(enter(site("a"))).toBeUndefined();
    expect(returned(undefined, value)).toBe(value);
    expect(fail(undefined, value)).toBe(value);
    expect(leave(undefined, value)).toBe(value);
    expect(result(undefined, value)).toBe(value);
    exit(undefined);
    capture(undefined, 1);
  });
});

describe("sync functions", () => {
  it("nest, with names, site attributes and status ok", () => {
    const spans = record();
    traced(site("outer", { attributes: { team: "payments" }, kind: 2 }), () =>
      traced(site("inner"), () => 1),
    );
    const outer = named(spans, "outer");
    expect(named(spans, "inner").parentId).toBe(outer.spanId);
    expect(named(spans, "inner").traceId).toBe(outer.traceId);
    expect(outer.parentId).toBeUndefined();
    expect(outer).toMatchObject({ kind: 2, status: { code: 1 }, ended: true });
    expect(outer.attributes).toEqual({
      "code.function.name": "outer",
      "code.file.path": "src/a.ts",
      "code.line.number": 12,
      "code.column.number": 3,
      team: "payments",
    });
  });

  it("restore the context, after a throw too", () => {
    record();
    const broken = (): unknown => traced(site("b"), () => JSON.parse("{"));
    expect(caught(() => traced(site("a"), broken))).toBeInstanceOf(SyntaxError);
    expect(getCurrentSpan()).toBeUndefined();
  });

  it.each([
    [new Error("boom")],
    [null],
    [undefined],
    ["text"],
    [Object.freeze(new TypeError("ice"))],
    [Symbol("s")],
  ])("throw the very same value: %s", (thrown) => {
    const spans = record();
    const seen = caught(() =>
      traced(site("a"), () => {
        throw thrown;
      }),
    );
    expect(Object.is(seen, thrown)).toBe(true);
    const span = named(spans, "a");
    expect(span.status.code).toBe(2);
    expect(span.events[0]?.name).toBe("exception");
  });

  it("keep a status that the program set: ok is final, an error has its own message", () => {
    const spans = record();
    caught(() =>
      traced(site("redirect"), () => {
        getCurrentSpan()?.setStatus("ok");
        throw new Error("redirect");
      }),
    );
    caught(() =>
      traced(site("own"), () => {
        getCurrentSpan()?.setStatus("error", "mine");
        throw new Error("theirs");
      }),
    );
    traced(site("unset"), () => getCurrentSpan()?.setStatus("unset"));
    expect(named(spans, "redirect").status).toEqual({ code: 1 });
    expect(named(spans, "own").status).toEqual({ code: 2, message: "mine" });
    expect(named(spans, "unset").status).toEqual({ code: 0 });
  });

  it("capture arguments and results by path", () => {
    const spans = record();
    const where = site("a", { args: ["id", "user.name", "user.password"], result: ["", "state"] });
    const span = enter(where);
    const user = { name: "Ada", password: "x" };
    capture(span, 7, user, user);
    expect(returned(span, Object.freeze({ state: "done" }))).toEqual({ state: "done" });
    exit(span);
    expect(named(spans, "a").attributes).toMatchObject({
      id: 7,
      "user.name": "Ada",
      "user.password": "[redacted]",
      result: '{"state":"done"}',
      "result.state": "done",
    });
  });

  it("survive a stack overflow of the program, and the context heals", () => {
    const spans = record();
    const where = site("deep");
    const dive = (): number => traced(where, dive) + 1;
    expect(caught(dive)).toBeInstanceOf(RangeError);
    expect(getCurrentSpan()).toBeUndefined();
    expect(traced(site("after"), () => 1)).toBe(1);
    expect(named(spans, "after").parentId).toBeUndefined();
  });
});

describe("async functions", () => {
  it("keep the span current across awaits and leave the caller's context alone", async () => {
    const spans = record();
    const promise = tracedAsync(site("outer"), async () => {
      const before = getCurrentSpan();
      await sleep(2);
      expect(getCurrentSpan()).toBe(before);
      return traced(site("inner"), () => 5);
    });
    expect(getCurrentSpan()).toBeUndefined();
    expect(await promise).toBe(5);
    expect(named(spans, "inner").parentId).toBe(named(spans, "outer").spanId);
  });

  it("record a rejection", async () => {
    const spans = record();
    const error = new RangeError("far");
    await expect(tracedAsync(site("a"), () => Promise.reject(error))).rejects.toBe(error);
    expect(named(spans, "a").status).toEqual({ code: 2, message: "far" });
    expect(named(spans, "a").events[0]?.attributes).toMatchObject({ "exception.type": "RangeError" });
  });
});

describe("unsampled traces", () => {
  it("make no object below the first span, and restore the context", () => {
    const spans = record();
    getTracer().setSampler(alwaysOff);
    const root = enter(site("root"));
    expect(root?.isRecording()).toBe(false);
    expect(enter(site("child"))).toBeUndefined();
    exit(root);
    expect(state.storage.getStore()).toBeUndefined();
    expect(names(spans)).toEqual([]);
  });
});

describe("faults", () => {
  it("of samplers, processors and sites never reach the program", () => {
    const spans = record();
    getTracer().setSampler(() => {
      throw new Error("sampler");
    });
    getTracer().addProcessor({
      onStart: () => {
        throw new Error("start");
      },
      onEnd: () => {
        throw new Error("end");
      },
      forceFlush: () => Promise.reject(new Error("flush")),
      shutdown: () => Promise.reject(new Error("down")),
    });
    expect(traced(site("a"), () => 1)).toBe(1);
    expect(caught(() => traced(site("b"), () => JSON.parse("{")))).toBeInstanceOf(SyntaxError);
    expect(names(spans)).toEqual(["a", "b"]);
    const broken = (): never => {
      throw new Error("site");
    };
    expect(traced(broken, () => 2)).toBe(2);
  });

  it("do not let processors trace themselves", () => {
    let ended = 0;
    getTracer().addProcessor({
      onEnd: () => {
        ended++;
        traced(site("inside"), () => 1);
      },
      forceFlush: async () => {},
      shutdown: async () => {},
    });
    traced(site("a"), () => 1);
    expect(ended).toBe(1);
  });
});

it("starts a new trace for a root, linked to the caller", () => {
  const spans = record();
  traced(site("caller"), () => traced(site("job", { root: true }), () => 1));
  const job = named(spans, "job");
  expect(job.traceId).not.toBe(named(spans, "caller").traceId);
  expect(job.parentId).toBeUndefined();
  expect(job.links[0]?.context.spanId).toBe(named(spans, "caller").spanId);
});

it("marks a span that ends after its parent", () => {
  const spans = record();
  const parent = enter(site("parent"));
  const child = enter(site("child"));
  exit(parent);
  exit(child);
  expect(named(spans, "child").attributes["uno.late"]).toBe(true);
  expect(named(spans, "child").parentId).toBe(named(spans, "parent").spanId);
  expect(named(spans, "parent").attributes["uno.late"]).toBeUndefined();
});

it("gives super access by key", () => {
  const store: Record<string, number> = { a: 1 };
  const access = superOf(
    (key: string) => store[key],
    (key, value) => {
      store[key] = value as number;
    },
  );
  access("a").v = 5;
  expect(access("a").v).toBe(5);
});
