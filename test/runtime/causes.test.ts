// Stacks of errors that have others below them.
import { inspect } from "node:util";
import { expect, it } from "vitest";
import { exceptionEvent } from "../../runtime/recording/exception.js";

const stackOf = (error: unknown): string =>
  String(exceptionEvent(error, 0).attributes?.["exception.stacktrace"] ?? "");

/** An error with a short stack: what Node prints then is not abridged. */
function named(name: string, options?: ErrorOptions): Error {
  return Object.assign(new Error(name, options), {
    stack: `Error: ${name}\n    at ${name} (${name}.js:1:1)`,
  });
}

function hide(error: Error): Error {
  // Node shows an enumerable stack as a member.
  for (const key of ["stack", "cause"])
    if (Object.hasOwn(error, key)) Object.defineProperty(error, key, { enumerable: false });
  return error;
}

const one = (name: string, options?: ErrorOptions): Error => hide(named(name, options));

function many(errors: readonly unknown[], options?: ErrorOptions): Error {
  const error = new AggregateError(errors, "many", options);
  Object.defineProperty(error, "stack", { value: "AggregateError: many\n    at all (all.js:1:1)" });
  return error;
}

it.each([
  ["a cause", one("a", { cause: one("b") })],
  ["a chain", one("a", { cause: one("b", { cause: one("c") }) })],
  ["a text as the cause", one("a", { cause: "text" })],
  ["inner errors", many([one("a"), one("b")])],
  ["both, and causes of inner ones", many([one("a", { cause: one("deep") })], { cause: one("c") })],
])("%s: as Node prints it", (_, error) => {
  expect(stackOf(error)).toBe(inspect(error, { depth: 9 }));
});

it("an error of a disposal has the one before it", () => {
  const error = Object.assign(one("both"), {
    name: "SuppressedError",
    error: one("a"),
    suppressed: one("b"),
  });
  expect(stackOf(error)).toMatch(/\n {2}\[error\]: Error: a\n.*\n?.*,\n {2}\[suppressed\]: Error: b\n/);
});

it("what is no error is shown as captured values are", () => {
  expect(stackOf(one("a", { cause: { code: 5, password: "x" } }))).toContain(
    ' {\n  [cause]: {"code":5,"password":"[redacted]"}\n}',
  );
  expect(stackOf(one("a", { cause: null }))).toContain("[cause]: null");
  expect(stackOf(one("a", { cause: undefined }))).toBe("Error: a\n    at a (a.js:1:1)");
});

it("lists of anything else than errors are left alone", () => {
  expect(stackOf(Object.assign(one("a"), { errors: [{ path: "/x" }, "y"] }))).not.toContain("[errors]");
  expect(stackOf(Object.assign(one("a"), { errors: { x: one("b") } }))).not.toContain("[errors]");
  expect(stackOf(Object.assign(one("a"), { cause: () => one("b") }))).not.toContain("[cause]");
});

it("is bounded: cycles, depth, number, length", () => {
  const circular = one("a");
  circular.cause = one("b", { cause: circular });
  expect(stackOf(circular)).toContain("[cause]: [Circular]");
  let deep = one("bottom");
  for (let index = 0; index < 10_000; index++) deep = one(`level ${index}`, { cause: deep });
  expect(stackOf(deep).match(/\[cause\]/g)).toHaveLength(6);
  expect(stackOf(deep)).toContain("[cause]: [Error]");
  const wide = stackOf(many(Array.from({ length: 100 }, (_, index) => one(`e${index}`))));
  expect(wide.match(/Error: e\d+/g)).toHaveLength(8);
  expect(wide).toContain("... 92 more");
  const long = one("long");
  Object.defineProperty(long, "stack", { value: "x\n".repeat(50_000) });
  expect(stackOf(many([long, long, long], { cause: long })).length).toBeLessThanOrEqual(16_384);
});

it("runs no code of the program's but the getters of name, message and stack", () => {
  const never = (): never => {
    throw new Error("called");
  };
  const getter = Object.defineProperty(one("a"), "cause", { get: never });
  expect(stackOf(getter)).toContain("[cause]: '[Getter]'");
  const proxy = new Proxy(one("p"), { get: never, getOwnPropertyDescriptor: never, getPrototypeOf: never });
  expect(stackOf(one("a", { cause: proxy }))).toContain("[cause]: [Proxy]");
  expect(stackOf(many([proxy, one("b")]))).not.toContain("p.js");
  const items: Error[] = Object.defineProperty([one("b")], 1, { get: never });
  expect(stackOf(Object.assign(one("a"), { errors: items }))).toContain("Error: b");
  const broken = Object.defineProperty(one("broken"), "stack", { get: never });
  expect(stackOf(one("a", { cause: broken }))).toContain("[cause]: [Error: broken]");
});

it("a stack that is no text leaves what is below it", () => {
  const error = Object.defineProperty(one("a", { cause: one("b") }), "stack", { value: 5 });
  expect(stackOf(error)).toContain("[cause]: Error: b");
});
