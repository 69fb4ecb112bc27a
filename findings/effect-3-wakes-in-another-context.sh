#!/usr/bin/env bash
# effect 3.22.4 and 4.1.0 on Node 20.20 (24.22 alike): in whose AsyncLocalStorage context a fiber goes on that has waited.
# Expected: a fiber goes on in the context of whoever started it, as an async function does behind an await.
# Seen: with 3.22.4 a fiber that waited for another one (Deferred, Queue, semaphore, Fiber.join) goes on in the context of
#   whoever woke it; with 4.1.0 it has its own. A fiber that only sleeps has its own in both.
# So: with effect 3, keep what you need of the context in a variable, or in a FiberRef, before such a wait.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund effect3@npm:effect@3.22.4 effect4@npm:effect@4.1.0
cat >program.mjs <<'PROGRAM'
import { AsyncLocalStorage } from "node:async_hooks";
import * as three from "effect3";
import * as four from "effect4";

const storage = new AsyncLocalStorage();

async function contextsOf({ Deferred, Effect, Fiber, Queue }, semaphore) {
  const seen = {};
  const note = (name) => Effect.sync(() => void (seen[name] = storage.getStore()));
  const run = (caller, effect) => storage.run(caller, () => Effect.runPromise(effect));
  const waits = async (name, waiting, doing) => {
    const waited = run("waiting", Effect.andThen(waiting, note(name)));
    await run("waking", Effect.andThen(Effect.sleep(5), doing));
    await waited;
  };
  const deferred = Effect.runSync(Deferred.make());
  await waits("Deferred", Deferred.await(deferred), Deferred.succeed(deferred, 1));
  const queue = Effect.runSync(Queue.unbounded());
  await waits("Queue", Queue.take(queue), Queue.offer(queue, 1));
  const fiber = storage.run("waking", () => Effect.runFork(Effect.sleep(5)));
  await run("waiting", Effect.andThen(Fiber.join(fiber), note("join")));
  const one = Effect.runSync(semaphore(1));
  const held = run("waking", one.withPermits(1)(Effect.sleep(5)));
  await run("waiting", one.withPermits(1)(note("semaphore")));
  await held;
  await run("waiting", Effect.andThen(Effect.sleep(5), note("sleep")));
  return Object.entries(seen).map(([name, context]) => `${name} ${context}`).join(", ");
}

console.log(`effect 3: ${await contextsOf(three, three.Effect.makeSemaphore)}`);
console.log(`effect 4: ${await contextsOf(four, four.Semaphore.make)}`);
PROGRAM
seen=$(node program.mjs)
expected='effect 3: Deferred waking, Queue waking, join waking, semaphore waking, sleep waiting
effect 4: Deferred waiting, Queue waiting, join waiting, semaphore waiting, sleep waiting'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed: expected\n%s\n' "$expected"; exit 1; }
