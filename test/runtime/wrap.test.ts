// Functions wrapped by hand.
import { expect, it } from "vitest";
import { getCurrentSpan } from "../../runtime/context.js";
import { trace } from "../../runtime/wrap.js";
import { named, names, record } from "./recorder.js";

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

it("wraps classes and generators", () => {
  const spans = record();
  class Point {
    constructor(readonly x: number) {}
  }
  const Traced = trace(Point as never) as unknown as typeof Point;
  class Sub extends Traced {}
  expect(new Traced(1)).toBeInstanceOf(Point);
  expect(new Sub(2)).toBeInstanceOf(Sub);
  const count = trace(function* count() {
    yield getCurrentSpan()?.name;
  });
  expect([...count()]).toEqual(["count"]);
  expect(names(spans)).toEqual(["Point", "Point", "count"]);
});

it("refuses what is no function", () => {
  expect(() => trace({} as never, 5 as never)).toThrow(TypeError);
});
