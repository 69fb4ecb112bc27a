// The worker of `large-stack.ts`: calls come in by its port, answers go out by it.
import { workerData } from "node:worker_threads";
import type { LargeStackAnswer, LargeStackCall, LargeStackData } from "./large-stack.js";

const { port, signal } = workerData as LargeStackData;

port.on("message", (call: LargeStackCall) => void answer(call));

async function answer({ module, name, args }: LargeStackCall): Promise<void> {
  try {
    const exports = (await import(module)) as Record<string, (...args: readonly unknown[]) => unknown>;
    post({ value: exports[name]?.(...args) });
  } catch (error) {
    post({ error: String(error) });
  }
}

function post(message: LargeStackAnswer): void {
  port.postMessage(message);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
}
