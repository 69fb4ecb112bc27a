// Anything that can be thrown, described.
import { expect, it } from "vitest";
import { describeThrown, exceptionEvent } from "../../runtime/exception.js";

class PaymentError extends Error {}

it("names errors by their name, or by their class", () => {
  expect(describeThrown(new TypeError("t"))).toMatchObject({ type: "TypeError", message: "t" });
  expect(describeThrown(new PaymentError("p"))).toMatchObject({ type: "PaymentError", message: "p" });
  expect(describeThrown(new Error("e")).stack).toContain("exception.test.ts");
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
