// Promises that are kept, handled and dropped.
import assert from "node:assert";
import { setImmediate } from "node:timers/promises";
import { expose, guard, hide, recall, remember } from "../src/returned.js";

process.on("unhandledRejection", () => {});
remember("failed", Promise.reject(new Error("handled")));
remember("done", Promise.resolve(1));
recall("failed");
recall("failed");
assert.equal(await recall("done"), 1);
assert.equal(await guard(async () => 2, true), 2);
hide();
expose();
await setImmediate();
