// Services and calls in; a picture in which every box has its place, and rates in words, out.
import { expect, test } from "vitest";
import { rate } from "../../view/page/ground/units.js";
import { pictureOf, type ServiceCall } from "../../view/page/map/layout.js";
import { type Operation, sorted } from "../../view/page/operations/sorting.js";
import type { ServiceNode } from "../../view/store/map.js";

const node = (name: string, kind: ServiceNode["kind"] = "service"): ServiceNode => ({
  name,
  kind,
  spans: 10,
  errors: 0,
});
const call = (from: string, to: string, kind: ServiceNode["kind"] = "service"): ServiceCall => ({
  from,
  to,
  kind,
  calls: 1,
  perSecond: 1,
  errors: 0,
  p50Ms: 1,
  p95Ms: 1,
});

test("boxes do not cover each other, whatever calls whatever", () => {
  const services = ["a", "b", "c", "alone"].map((name) => node(name));
  const peers = [node("a", "database"), node("a", "peer")];
  const calls = [
    call("a", "b"),
    call("b", "a"),
    call("b", "c"),
    call("a", "a", "database"),
    call("c", "a", "peer"),
    // One that was cut off has no box.
    call("a", "nowhere"),
  ];
  for (const isTall of [false, true]) {
    const { boxes, lines, width, height } = pictureOf([...services, ...peers], calls, isTall);
    expect([boxes.length, lines.length]).toEqual([6, 5]);
    for (const [index, box] of boxes.entries()) {
      expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width / 2).toBeLessThanOrEqual(width);
      expect(box.y + box.height / 2).toBeLessThanOrEqual(height);
      for (const other of boxes.slice(index + 1)) {
        const isApart =
          Math.abs(box.x - other.x) >= (box.width + other.width) / 2 ||
          Math.abs(box.y - other.y) >= (box.height + other.height) / 2;
        expect(isApart).toBe(true);
      }
    }
  }
});

test("a map of many services is laid out soon", () => {
  const services = Array.from({ length: 100 }, (_, index) => node(`service-${index}`));
  const calls = Array.from({ length: 200 }, (_, index) =>
    call(`service-${index % 50}`, `service-${50 + ((index * 7) % 50)}`),
  );
  const begin = performance.now();
  expect(pictureOf(services, calls, false).boxes).toHaveLength(100);
  expect(performance.now() - begin).toBeLessThan(10_000);
});

test("rates are by the second, the minute or the hour, as is legible", () => {
  expect([0, 5.23, 1234.5, 0.1, 0.05, 1 / 3600].map(rate)).toEqual([
    "0",
    "5.2/s",
    "1,235/s",
    "0.1/s",
    "3/min",
    "1/h",
  ]);
});

test("operations are sorted either way, errors by their share", () => {
  const of = (name: string, count: number, errors: number): Operation => ({
    service: "s",
    name,
    site: "",
    count,
    perSecond: count,
    errors,
    p50Ms: 1,
    p95Ms: 1,
    p99Ms: 1,
    totalMs: count,
  });
  const operations = [of("a", 100, 5), of("b", 10, 5), of("c", 50, 0)];
  const names = (column: "name" | "count" | "errors", isUp: boolean) =>
    sorted(operations, { column, isUp })
      .map(({ name }) => name)
      .join("");
  expect([names("name", true), names("name", false)]).toEqual(["abc", "cba"]);
  expect([names("count", true), names("count", false)]).toEqual(["bca", "acb"]);
  expect([names("errors", true), names("errors", false)]).toEqual(["cab", "bac"]);
});
