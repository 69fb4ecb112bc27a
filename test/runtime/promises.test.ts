// Promises returned by synchronous functions: which are observed, and that nothing about them changes.
import { describe, expect, it, vi } from "vitest";
import { enter, exit, fail, returned } from "../../runtime/abi/instrument.js";
import { isPristinePromise } from "../../runtime/abi/promises.js";
import { run } from "./child.js";
import { named, names, record, site, sleep } from "./recorder.js";

function call<T>(name: string, body: () => T, more: Parameters<typeof site>[1] = {}): T {
  const span = enter(site(name, more));
  try {
    return returned(span, body());
  } catch (error) {
    throw fail(span, error);
  } finally {
    exit(span);
  }
}

describe("observed", () => {
  it("ends the span when the promise settles, with its result", async () => {
    const spans = record();
    const promise = call("a", () => sleep(5).then(() => ({ rows: 3 })), { result: ["rows"] });
    expect(names(spans)).toEqual([]);
    await promise;
    expect(named(spans, "a")).toMatchObject({ status: { code: 1 } });
    expect(named(spans, "a").attributes["result.rows"]).toBe(3);
    expect(named(spans, "a").duration[1]).toBeGreaterThan(3e6);
  });

  it("ends with the status of a rejection", async () => {
    const spans = record();
    const error = new Error("no");
    await expect(call("a", () => Promise.reject(error))).rejects.toBe(error);
    expect(named(spans, "a").status).toEqual({ code: 2, message: "no" });
  });

  it("gives the same promise for a memoised one, pending or settled", async () => {
    const spans = record();
    const memo = sleep(2);
    const first = call("a", () => memo);
    expect(call("b", () => memo)).toBe(first);
    expect(call("c", () => first)).toBe(first);
    await first;
    expect(call("d", () => memo)).toBe(first);
    expect(names(spans).sort()).toEqual(["a", "b", "c", "d"]);
  });

  it("adds one microtask turn, however deep the nesting", async () => {
    record();
    const turns = async (promise: Promise<unknown>): Promise<number> => {
      let count = 0;
      let done = false;
      void promise.then(() => (done = true));
      while (!done) {
        await null;
        count++;
      }
      return count;
    };
    const plain = await turns(Promise.resolve());
    const deep = (level: number): Promise<void> =>
      call("f", () => (level > 0 ? deep(level - 1) : Promise.resolve()));
    expect(await turns(deep(10))).toBe(plain + 1);
  });
});

describe("left alone", () => {
  const then = vi.fn();
  const withThen = (value: object): object =>
    Object.defineProperty(value, ["th", "en"].join(""), { value: then });
  class Sub<T> extends Promise<T> {}
  const cases: [string, object][] = [
    ["a lazy thenable", withThen({})],
    ["a subclass", Sub.resolve(1)],
    ["a promise with properties", Object.assign(Promise.resolve(1), { cancel() {} })],
    ["a promise with its own then", withThen(Promise.resolve(1))],
    ["a proxy", new Proxy(Promise.resolve(1), {})],
    ["a plain object", {}],
  ];
  it.each(cases)("%s", (_, value) => {
    const spans = record();
    expect(isPristinePromise(value)).toBe(false);
    expect(call("a", () => value)).toBe(value);
    expect(then).not.toHaveBeenCalled();
    expect(names(spans)).toEqual(["a"]);
  });
});

it("ends at once when a finally block of the program throws", async () => {
  const spans = record();
  const span = enter(site("a"));
  returned(span, sleep(1));
  fail(span, new Error("finally"));
  exit(span);
  expect(named(spans, "a").status.code).toBe(2);
  await sleep(3);
  expect(names(spans)).toEqual(["a"]);
});

describe("that have other owners", () => {
  function callShared<T>(name: string, body: () => T): T {
    const span = enter(site(name, { result: [""] }));
    try {
      return returned(span, body(), false);
    } finally {
      exit(span);
    }
  }

  it("are returned themselves and not observed: the span ends at once", async () => {
    const spans = record();
    const then = vi.spyOn(Promise.prototype, "then");
    const work = Promise.resolve(1);
    expect(callShared("a", () => work)).toBe(work);
    class Sub<T> extends Promise<T> {}
    const sub = Sub.resolve(1);
    expect(callShared("b", () => sub)).toBe(sub);
    expect(then).not.toHaveBeenCalled();
    then.mockRestore();
    expect(callShared("c", () => 5)).toBe(5);
    expect(names(spans)).toEqual(["a", "b", "c"]);
    expect(["a", "b", "c"].map((name) => named(spans, name).attributes.result)).toEqual([
      undefined,
      undefined,
      5,
    ]);
  });

  it("leave a promise that was observed before as it is", async () => {
    const spans = record();
    const work = sleep(2);
    const first = call("a", () => work);
    expect(callShared("b", () => work)).toBe(work);
    expect(callShared("c", () => first)).toBe(first);
    expect(names(spans)).toEqual(["b", "c"]);
    await first;
    expect(names(spans)).toEqual(["b", "c", "a"]);
  });
});

describe("of which the function has handled the rejection itself", () => {
  function callHandled<T>(name: string, body: () => T, more: Parameters<typeof site>[1] = {}): T {
    const span = enter(site(name, more));
    try {
      return returned(span, body(), true);
    } finally {
      exit(span);
    }
  }

  it("are returned themselves, and end the span as they settle", async () => {
    const spans = record();
    const work = sleep(2).then(() => ({ rows: 3 }));
    expect(callHandled("a", () => work, { result: ["rows"] })).toBe(work);
    expect(callHandled("again", () => work)).toBe(work);
    expect(call("plain", () => work)).toBe(work);
    expect(names(spans)).toEqual([]);
    await work;
    expect(names(spans)).toEqual(["a", "again", "plain"]);
    expect(named(spans, "a")).toMatchObject({ status: { code: 1 }, attributes: { "result.rows": 3 } });
  });

  it("record a rejection", async () => {
    const spans = record();
    const error = new Error("no");
    const work = Promise.reject(error);
    work.catch(() => {});
    expect(callHandled("a", () => work)).toBe(work);
    await expect(work).rejects.toBe(error);
    expect(named(spans, "a").status).toEqual({ code: 2, message: "no" });
  });

  it("may have properties, since nothing stands in for them", async () => {
    const spans = record();
    const work = Object.assign(sleep(1), { cancel: () => {} });
    expect(callHandled("a", () => work)).toBe(work);
    expect(names(spans)).toEqual([]);
    await work;
    expect(names(spans)).toEqual(["a"]);
  });

  it("are no thenables", () => {
    const spans = record();
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what it is about
    const thenable = { then: vi.fn() };
    expect(callHandled("a", () => thenable)).toBe(thenable);
    expect(thenable.then).not.toHaveBeenCalled();
    expect(names(spans)).toEqual(["a"]);
  });
});

describe("unhandled rejections", () => {
  const head = `
    import * as rt from "./runtime.mjs";
    rt.getTracer().addProcessor(new rt.SimpleSpanProcessor(new rt.InMemorySpanExporter()));
    const load = rt.trace(() => Promise.reject(new Error("lost")));
    const outer = rt.trace(() => load());
    let seen = 0;
    process.on("unhandledRejection", (error) => { seen++; if (error.message !== "lost") throw error; });
    process.on("exit", () => console.log("seen", seen));
  `;
  it("are reported exactly once", () => {
    expect(run(`${head} outer();`).stdout).toBe("seen 1\n");
  });

  it("are not added where the function has handled them, even after a call that had not", () => {
    const work = `
      const work = Promise.reject(new Error("lost"));
      const site = () => ({ name: "a", fn: "a", kind: 0, file: "a.ts", line: 1, column: 1 });
      const call = (handled) => { const span = rt.$enter(site); rt.$returned(span, work, handled); rt.$exit(span); };`;
    expect(run(`${head} ${work} work.catch(() => {}); call(true);`).stdout).toBe("seen 0\n");
    expect(run(`${head} ${work} call(); work.catch(() => {}); call(true);`).stdout).toBe("seen 0\n");
    expect(run(`${head} ${work} call();`).stdout).toBe("seen 1\n");
  });

  it("are not reported when the caller handles them", () => {
    expect(run(`${head} outer().catch(() => {});`).stdout).toBe("seen 0\n");
  });
});
