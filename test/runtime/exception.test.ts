// Anything that can be thrown, described.
import { expect, it } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import type { TimedEvent } from "../../runtime/model/span.js";
import { describeThrown, exceptionEvent } from "../../runtime/recording/exception.js";
import { named, record } from "./recorder.js";

class PaymentError extends Error {}

it("names errors by their name, or by their class", () => {
  expect(describeThrown(new TypeError("t"))).toMatchObject({ type: "TypeError", message: "t" });
  expect(describeThrown(new PaymentError("p"))).toMatchObject({ type: "PaymentError", message: "p" });
  expect(describeThrown(new DOMException("gone", "AbortError"))).toMatchObject({
    type: "AbortError",
    message: "gone",
  });
});

it.each<[unknown, string, string]>([
  [null, "null", "null"],
  [undefined, "undefined", "undefined"],
  ["text", "string", "text"],
  [5n, "bigint", "5"],
  [{ message: "m" }, "Object", "m"],
  [{ code: 1 }, "Object", '{"code":1}'],
  [new Proxy(new Error("x"), {}), "Proxy", "[Proxy]"],
  [Object.create(null), "object", "{}"],
])("describes %s", (thrown, type, message) => {
  expect(describeThrown(thrown)).toMatchObject({ type, message });
});

it("reads the stack when the event is read, and once", () => {
  let reads = 0;
  const error = Object.defineProperty(new Error("e"), "stack", { get: () => `stack ${++reads}` });
  const exporter = record();
  getTracer().withSpan("fails", (span) => span.recordException(error));
  const span = named(exporter, "fails");
  const event = span.events[0] as TimedEvent;
  expect(reads).toBe(0);
  expect(span.events).toBe(span.events);
  // Whoever copies or prints it sees all of it.
  expect(Object.keys(event)).toEqual(["name", "time", "attributes", "droppedAttributesCount"]);
  expect({ ...event }.attributes).toEqual(event.attributes);
  expect(event.attributes?.["exception.stacktrace"]).toBe("stack 1");
  expect(exceptionEvent(new Error("e"), 0).attributes?.["exception.stacktrace"]).toContain(
    "exception.test.ts",
  );
});

it("survives hostile values", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(describeThrown(proxy).type).toBe("Proxy");
  class Hostile extends Error {
    override get message(): string {
      throw new Hostile();
    }
    override get name(): string {
      throw describeThrown(this);
    }
  }
  expect(describeThrown(new Hostile()).message).toBe("");
  const error = new Error("x");
  Object.defineProperty(error, "stack", {
    get() {
      throw error;
    },
  });
  expect(exceptionEvent(error, 0).attributes).toEqual({
    "exception.type": "Error",
    "exception.message": "x",
  });
});
