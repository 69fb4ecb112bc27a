// A program that replaces or deletes what the language offers: traced code behaves, is recorded, and none of the
// replacements is ever called by the tracer.
import { expect, it } from "vitest";
import { run } from "./child.js";

// Everything that the harness itself needs is taken before; index loops only.
const PATCH = `
  const { defineProperty, ownKeys, getOwnPropertyDescriptor, deleteProperty, apply } = Reflect;
  const PROMISE = Promise;
  const touched = [];
  let touches = 0;
  const undo = [];
  let undone = 0;
  const set = (holder, key, descriptor) => defineProperty(holder, key, { __proto__: null, ...descriptor });
  function change(holder, key, descriptor) {
    const before = getOwnPropertyDescriptor(holder, key);
    if (before !== undefined && !before.configurable) return;
    set(undo, undone++, { value: { holder, key, before }, writable: true, configurable: true });
    set(holder, key, { configurable: true, enumerable: false, ...descriptor });
  }
  function touch(name) {
    set(touched, touches++, { value: name, enumerable: true, writable: true, configurable: true });
    throw new SyntaxError("patched: " + name);
  }
  function breakAll(holder, label) {
    const keys = ownKeys(holder);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      const before = getOwnPropertyDescriptor(holder, key);
      const name = label + "." + String(key);
      if (key === "pop" || key === "constructor" || key === "__proto__" || !before.configurable) continue;
      if (typeof before.value === "function") change(holder, key, { value: () => touch(name), writable: true });
      else if (before.get) change(holder, key, { get: () => touch(name) });
    }
  }
  function trap(holder, label, keys) {
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      change(holder, key, { get: () => undefined, set: () => touch("set " + label + "." + key) });
    }
  }
  const holders = [
    [Array.prototype, "Array.prototype"], [Function.prototype, "Function.prototype"],
    [Map.prototype, "Map.prototype"], [Set.prototype, "Set.prototype"], [WeakMap.prototype, "WeakMap.prototype"],
    [WeakSet.prototype, "WeakSet.prototype"], [String.prototype, "String.prototype"],
    [Number.prototype, "Number.prototype"], [RegExp.prototype, "RegExp.prototype"],
    [Promise.prototype, "Promise.prototype"], [Date.prototype, "Date.prototype"],
    [Symbol.prototype, "Symbol.prototype"], [BigInt.prototype, "BigInt.prototype"],
    [Error.prototype, "Error.prototype"], [Object, "Object"], [Reflect, "Reflect"], [Array, "Array"],
    [Number, "Number"], [JSON, "JSON"], [Math, "Math"], [String, "String"], [ArrayBuffer, "ArrayBuffer"],
    [Object.getPrototypeOf([][Symbol.iterator]()), "ArrayIterator"],
    [Object.getPrototypeOf((function* () {}).prototype), "Generator"],
    [Object.getPrototypeOf((async function* () {}).prototype), "AsyncGenerator"],
  ];
  function patch() {
    for (let index = 0; index < holders.length; index++) breakAll(holders[index][0], holders[index][1]);
    deleteProperty(Array.prototype, Symbol.iterator);
    trap(Object.prototype, "Object.prototype", ["name", "result", "own", "more", "parent", "previous",
      "held", "events", "userId", "user.tags", "result.rows", "isRemote", "value", "get", "set", "attributes", "args",
      "root", "min", "cause", "uno.generator.items", "exception.stacktrace"]);
  }
  // Node's own async_hooks do not bear these: only while nothing asynchronous happens.
  const TYPED = Object.getPrototypeOf(Int8Array).prototype;
  function trapIndices() {
    breakAll(TYPED, "TypedArray.prototype");
    change(Array.prototype, "pop", { value: () => touch("Array.prototype.pop") });
    trap(Array.prototype, "Array.prototype", ["0", "1", "2", "3"]);
  }
  function restore(to) {
    while (undone > to) {
      const { holder, key, before } = undo[--undone];
      if (before === undefined) deleteProperty(holder, key);
      else set(holder, key, before);
    }
  }
`;

const PROGRAM = `
  import * as rt from "./runtime.mjs";
  ${PATCH}
  const spans = [];
  let ended = 0;
  rt.getTracer().addProcessor({
    onStart() {},
    onEnd(span) { set(spans, ended++, { value: span, enumerable: true, writable: true, configurable: true }); },
    forceFlush: async () => {}, shutdown: async () => {},
  });
  const memory = new rt.InMemorySpanExporter();
  rt.getTracer().addProcessor(new rt.SimpleSpanProcessor(memory));
  const batched = new rt.InMemorySpanExporter();
  const batch = new rt.BatchSpanProcessor({ exporter: batched, exportInterval: 60_000 });
  // Arms its timer: Node's own timers do not bear setters on Array.prototype.
  batch.onEnd({});
  rt.getTracer().addProcessor(batch);
  if (process.argv[2] === "ratio") rt.getTracer().setSampler(rt.parentBased(rt.ratio(1 - 1e-9)));
  else if (process.argv[2] === "asking") rt.getTracer().setSampler((traceId, parentId, name) => name !== "");
  const site = (name, more) => () => ({ name, fn: name, kind: 0, file: "a.ts", line: 1, column: 1, ...more });
  const seen = { __proto__: null };

  const value = { id: 7n, tags: ["a", "b"], token: "x", at: new Date(0), map: new Map(), error: new TypeError("t"),
    list: [1, { deep: [true, null, Symbol("s"), () => 1, NaN] }], regexp: /a/, bytes: new Uint8Array(2),
    buffer: Buffer.from("a") };
  value.self = value;
  const sites = {
    sync: site("sync", { args: ["userId", "user.tags", "user", "user.token"], result: ["", "rows", "tags"] }),
    thrower: site("thrower"), promise: site("promise", { result: ["rows"] }), handled: site("handled"),
    rejected: site("rejected"), async: site("async", { result: [""] }), generator: site("generator"),
    asyncGenerator: site("asyncGenerator"), min: site("min", { min: 1000 }), inMin: site("inMin"),
    root: site("root", { root: true }), program: site("program"),
  };
  function sync(user) {
    const span = rt.$enter(sites.sync);
    try {
      rt.$capture(span, user.id, user, user, user);
      return rt.$returned(span, { rows: 3, tags: user.tags });
    } catch (error) { throw rt.$fail(span, error); } finally { rt.$exit(span); }
  }
  function thrower(what) {
    const span = rt.$enter(sites.thrower);
    try { throw what; } catch (error) { throw rt.$fail(span, error); } finally { rt.$exit(span); }
  }
  function promised(where, promise, handled) {
    const span = rt.$enter(where);
    try { return rt.$returned(span, promise, handled); }
    catch (error) { throw rt.$fail(span, error); } finally { rt.$exit(span); }
  }
  async function asynchronous() {
    const span = rt.$enter(sites.async);
    try { return await rt.$leave(span, (async () => { await null; return rt.$result(span, sync(value).rows); })()); }
    catch (error) { throw rt.$fail(span, error); } finally { rt.$exit(span); }
  }
  function* generator() {
    const span = rt.$start(sites.generator);
    try { return yield* rt.$drive(span, function* () { yield 1; sync(value); yield 2; return 3; }, this); }
    catch (error) { throw rt.$fail(span, error); } finally { rt.$exit(span); }
  }
  async function* asyncGenerator() {
    const span = rt.$start(sites.asyncGenerator);
    try { return yield* rt.$driveAsync(span, async function* (two) { yield 1; return two; }, this, [2]); }
    catch (error) { throw rt.$fail(span, error); } finally { rt.$exit(span); }
  }
  function brief() {
    const span = rt.$enter(sites.min);
    rt.$exit(rt.$enter(sites.inMin));
    rt.$exit(span);
  }
  function byHand() {
    const span = rt.$enter(sites.program);
    span.setAttribute("list", ["a", null]).setAttributes({ id: 1, other: { a: [1, "x"] } });
    span.attributes["direct"] = 5;
    span.addEvent("event", { id: 2 });
    span.addLink({ context: span.spanContext(), attributes: { id: 3 } });
    span.setStatus("error", "mine");
    span.updateName("renamed");
    span.recordException(null);
    rt.$exit(span);
  }
  function mainSync() {
    seen.sync = sync(value).rows;
    const things = { __proto__: null, a: new RangeError("r"), b: null, c: { message: "m" }, d: { code: [1] }, e: "text" };
    for (const key in things) try { thrower(things[key]); } catch (error) { seen["thrown " + key] = error === things[key]; }
    const items = generator();
    let item; seen.items = 0;
    do { item = apply(syncNext, items, []); seen.items += item.value; } while (!item.done);
    brief();
    rt.$exit(rt.$enter(sites.root));
    byHand();
    promised(sites.promise, resolved);
  }
  async function mainAsync() {
    seen.promise = (await promised(sites.promise, resolved)).rows;
    const error = new Error("lost");
    try { await promised(sites.rejected, rejectWith(error)); } catch (reason) { seen.rejected = reason === error; }
    const work = resolveLater();
    seen.handled = promised(sites.handled, work, true) === work && promised(sites.handled, work, true) === work;
    await work;
    seen.async = await asynchronous();
    const later = asyncGenerator();
    seen.later = (await apply(asyncNext, later, [])).value + (await apply(asyncNext, later, [])).value;
  }
  const rejectWith = async (error) => { throw error; };
  const resolveLater = async () => { await null; return 1; };
  const syncNext = Object.getPrototypeOf((function* () {}).prototype).next;
  const asyncNext = Object.getPrototypeOf((async function* () {}).prototype).next;

  let resolved;
  async function record(isPatched) {
    const from = ended;
    let failure;
    resolved = Promise.resolve({ rows: 4 });
    if (isPatched) patch();
    const to = undone;
    if (isPatched) trapIndices();
    try { mainSync(); } catch (error) { failure = error; }
    restore(to);
    try { await mainAsync(); } catch (error) { failure = error; }
    restore(0);
    if (failure !== undefined) { process._rawDebug(failure); process.exit(1); }
    const out = spans.slice(from).map((span) => ({
      name: span.name, status: span.status, attributes: span.attributes, links: span.links.length,
      events: span.events.map(({ name, attributes }) => {
        const { "exception.stacktrace": stack, ...rest } = attributes;
        return { name, rest, hasStack: stack !== undefined };
      }),
    }));
    return JSON.stringify({ seen, out });
  }
  const patched = await record(true);
  const names = [...touched];
  const inMemory = memory.getFinishedSpans().length === ended;
  const plain = await record(false);
  await rt.getTracer().forceFlush();
  console.log(JSON.stringify({ touched: names, inMemory, inBatches: batched.getFinishedSpans().length === ended + 1,
    same: patched === plain, patched: JSON.parse(patched), plain: JSON.parse(plain) }));
`;

it.each(["", "ratio", "asking"])("is traced as any other, sampler %o", (sampler) => {
  const { stdout, stderr } = run(PROGRAM.replaceAll("process.argv[2]", JSON.stringify(sampler)));
  expect(stderr).toBe("");
  const answer = JSON.parse(stdout) as { patched: { seen: object; out: object[] }; plain: object };
  expect(answer).toMatchObject({ touched: [], inMemory: true, inBatches: true });
  expect(answer.patched).toEqual(answer.plain);
  expect(answer.patched.seen).toMatchObject({ sync: 3, promise: 4, async: 3, items: 6, handled: true });
  expect(answer.patched.out).toHaveLength(19);
});
