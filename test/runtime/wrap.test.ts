// Functions wrapped by hand.
import { types } from "node:util";
import { expect, it } from "vitest";
import { trace } from "../../runtime/api/wrap.js";
import { getCurrentSpan } from "../../runtime/context/nodes.js";
import { caught, named, names, record } from "./recorder.js";

it("keeps name, length, this, arguments and results", () => {
  const spans = record();
  const add = trace(function add(this: { base: number }, a: number, b = 1) {
    return this.base + a + b;
  });
  expect([add.name, add.length]).toEqual(["add", 1]);
  expect(add.call({ base: 10 }, 2)).toBe(13);
  expect(names(spans)).toEqual(["add"]);
});

it("takes options, awaits native promises, and records rejections", async () => {
  const spans = record();
  const load = trace({ name: "load", kind: 2, attributes: { a: 1 } }, async () => getCurrentSpan()?.name);
  expect(await load()).toBe("load");
  expect(named(spans, "load")).toMatchObject({ kind: 2, attributes: { a: 1 } });
});

it("refuses what are no options of it", () => {
  expect(() => trace("load" as never, () => {})).toThrow("trace: expected an object of options, got load");
  expect(() => trace({ attr: 1 } as never, () => {})).toThrow(
    "trace: `attr`: unknown option; there are name",
  );
});

it("names spans by text, whatever it is given", () => {
  const spans = record();
  trace({ name: 7 as never }, () => {})();
  trace(Object.defineProperty(() => {}, "name", { value: Symbol("key") }))();
  expect(names(spans)).toEqual(["7", "Symbol(key)"]);
});

it("wraps old constructors, with what hangs on them", () => {
  const spans = record();
  function Point(this: { x: number }, x: number) {
    this.x = x;
  }
  Point.origin = 0;
  const Traced = trace(Point as never) as unknown as typeof Point & (new (x: number) => { x: number });
  class Sub extends Traced {}
  expect(new Traced(1)).toBeInstanceOf(Point);
  expect(new Sub(2)).toBeInstanceOf(Sub);
  expect(Traced.origin).toBe(0);
  expect(names(spans)).toEqual(["Point", "Point"]);
});

it("wraps generators, which stay generators", async () => {
  const spans = record();
  const link = { context: { traceId: "a".repeat(32), spanId: "b".repeat(16), traceFlags: 1 } };
  const seen: unknown[] = [];
  const count = trace({ links: [link] }, function* count(this: unknown, first: unknown, second = first) {
    seen.push(this, first, second);
    yield getCurrentSpan()?.name;
  });
  const pages = trace(async function* pages(count: number) {
    yield count;
  });
  expect(types.isGeneratorFunction(count) && types.isGeneratorFunction(pages)).toBe(true);
  expect([count.name, count.length, pages.name, pages.length]).toEqual(["count", 1, "pages", 1]);
  expect(count.call(1, 2)).toBeInstanceOf(count);
  expect([...count.call("this", 1)]).toEqual(["count"]);
  expect(seen).toEqual(["this", 1, 1]);
  for await (const page of pages(3)) expect(page).toBe(3);
  expect(names(spans)).toEqual(["count", "pages"]);
  expect(named(spans, "count").links).toHaveLength(1);
});

it("evaluates a generator's parameters at the call", () => {
  record();
  const error = new Error("default");
  const fails = (): never => {
    throw error;
  };
  const never = trace(function* never(_value: unknown = fails()) {});
  expect(caught(() => never())).toBe(error);
});

it("refuses classes, whose statics it could not keep", () => {
  expect(() => trace(class Point {} as never)).toThrow(/^trace: a class cannot be wrapped/);
});

it("survives options that throw or are not there", () => {
  const spans = record();
  const options = {
    get attributes(): never {
      throw new Error("getter");
    },
  };
  expect([
    ...trace(options, function* items() {
      yield 1;
    })(),
  ]).toEqual([1]);
  expect(trace(options, () => 1)()).toBe(1);
  expect(trace(undefined, () => 1)()).toBe(1);
  expect(getCurrentSpan()).toBeUndefined();
  expect(names(spans)).toEqual(["items", "anonymous", "anonymous"]);
});

it("refuses what is no function", () => {
  expect(() => trace({} as never, 5 as never)).toThrow(TypeError);
});
