// A set-up keeps one of Node's ticks from the garbage collector, and only one.
import { createHook } from "node:async_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { keepTickShape } from "../../runtime/ground/tick-shape.js";
import { sleep } from "./recorder.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** How many of the ticks that begin while `action` runs outlive a collection. */
async function survivorsOf(action: () => void): Promise<number> {
  const ticks: WeakRef<object>[] = [];
  const hook = createHook({
    init: (_id, type, _trigger, resource) => {
      if (type === "TickObject") ticks.push(new WeakRef(resource));
    },
  }).enable();
  action();
  hook.disable();
  expect(ticks.length).toBeGreaterThan(0);
  await sleep(5);
  collect();
  return ticks.filter((tick) => tick.deref() !== undefined).length;
}

it("keeps a tick, whose hidden class Node's nextTick is fast with", async () => {
  const ordinary = (): void => process.nextTick(() => {});
  expect(await survivorsOf(ordinary)).toBe(0);
  expect(await survivorsOf(keepTickShape)).toBe(1);
  const again = (): void => {
    keepTickShape();
    ordinary();
  };
  expect(await survivorsOf(again)).toBe(0);
});
