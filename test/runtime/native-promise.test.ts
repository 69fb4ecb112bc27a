// Promises of a program that replaced the global `Promise` before the runtime was loaded, and those of other realms.
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { sandbox } from "./sandbox.js";

// As zone.js does it: another class in the place of the global one, which the `then` of the native one gives.
const LIKE_ZONE = `globalThis.Promise = class Other {
    constructor(inner) { this.inner = inner; }
    then(...handlers) { return new Other(thenOf.apply(this.inner, handlers)); }
  };
  var Native = (async () => {})().constructor;
  var thenOf = Native.prototype.then;
  Native.prototype.then = function then(...handlers) { return new Promise(thenOf.apply(this, handlers)); };`;
const LIKE_BLUEBIRD = "globalThis.Promise = class Other { then() { throw new Error('never asked'); } };";

const PROGRAMS = [
  ["nothing was replaced", ""],
  ["another global and another then, as zone.js has them", LIKE_ZONE],
  ["another global, as bluebird is", LIKE_BLUEBIRD],
] as const;

function setUp(before: string) {
  const { runtime, run } = sandbox({ sleep }, { before });
  const memory = new runtime.InMemorySpanExporter();
  runtime.getTracer().addProcessor(new runtime.SimpleSpanProcessor(memory));
  return { run, names: () => memory.getFinishedSpans().map(({ name, status }) => [name, status.code]) };
}

describe.each(PROGRAMS)("%s", (_, before) => {
  it.each([
    ["of an async function", "(async () => { await sleep(5); return 7; })()"],
    ["of Node", "sleep(5, 7)"],
  ])("the span of a sync function ends with the native promise %s that it returns", async (_, promise) => {
    const { run, names } = setUp(before);
    const work = run<() => Promise<number>>(`runtime.trace(function work() { return ${promise}; })`);
    const returned = work();
    expect(names()).toEqual([]);
    expect(await returned).toBe(7);
    expect(names()).toEqual([["work", 1]]);
  });

  it("a rejection is the span's and the caller's", async () => {
    const { run, names } = setUp(before);
    const work = run<() => Promise<never>>(
      "runtime.trace(function work() { return (async () => { await sleep(1); throw 5; })(); })",
    );
    await expect(work()).rejects.toBe(5);
    expect(names()).toEqual([["work", 2]]);
  });

  it("the same promise gives the same one, a native one", async () => {
    const { run, names } = setUp(before);
    const [same, native] = await run<() => Promise<boolean[]>>(`async () => {
      const promise = sleep(2), mine = (async () => { await promise; })();
      const give = runtime.trace(function give(value) { return value; });
      const all = [give(mine), give(mine), give(promise), give(promise)];
      await all[0]; await all[2];
      const Native = (async () => {})().constructor;
      return [all[0] === all[1] && all[2] === all[3], all[0] instanceof Native];
    }`)();
    expect([same, native]).toEqual([true, true]);
    expect(names()).toHaveLength(4);
  });

  it("an async function that returns a promise ends with it", async () => {
    const { run, names } = setUp(before);
    const work = run<() => Promise<number>>(`async () => {
      const site = () => ({ name: "work", fn: "work", kind: 0, file: "a.ts", line: 1, column: 1 });
      const span = runtime.$enter(site);
      try { return runtime.$returnedAsync(span, (async () => { await sleep(5); return 7; })()); }
      catch (error) { throw runtime.$fail(span, error); } finally { runtime.$exit(span); }
    }`);
    expect(await work()).toBe(7);
    expect(names()).toEqual([["work", 1]]);
  });
});

it("a class of promises, and a promise whose class was changed later, are handed on untouched", () => {
  const { run, names } = setUp("");
  const [sub, patched] = run<() => boolean[]>(`() => {
    class Sub extends Promise {}
    const give = runtime.trace(function give(value) { return value; });
    const mine = Sub.resolve(1), other = (async () => {})();
    const isSub = give(mine) === mine;
    Promise.prototype.constructor = Sub;
    return [isSub, give(other) === other];
  }`)();
  expect([sub, patched]).toEqual([true, true]);
  expect(names()).toHaveLength(2);
});
