// Effect 3 and 4: in whose span a fiber goes on that has waited for another one.
import * as four from "effect";
import * as three from "effect3";
import { getCurrentSpan, getTracer } from "uno-trace";
import { as, current, second } from "./current.mjs";

const versions = {
  effect3: {
    ...three,
    deferred: () => three.Effect.runSync(three.Deferred.make()),
    semaphore: () => three.Effect.runSync(three.Effect.makeSemaphore(1)),
  },
  effect: {
    ...four,
    deferred: () => four.Effect.runSync(four.Deferred.make()),
    semaphore: () => four.Effect.runSync(four.Semaphore.make(1)),
  },
};

async function contextsOf({ Deferred, Effect, Fiber, Queue, deferred, semaphore }) {
  const seen = {};
  const note = (name) =>
    Effect.sync(() => {
      seen[name] = current();
    });
  const run = (caller, effect) => as(caller, () => Effect.runPromise(effect));
  /** "second" waits for what "first" does later. */
  const waits = async (name, waiting, doing) => {
    const waited = run("second", Effect.andThen(waiting, note(name)));
    await run("first", Effect.andThen(Effect.sleep(5), doing));
    await waited;
  };

  const promised = deferred();
  await waits("deferred", Deferred.await(promised), Deferred.succeed(promised, 1));
  const queue = Effect.runSync(Queue.unbounded());
  await waits("queue", Queue.take(queue), Queue.offer(queue, 1));
  const fiber = as("first", () => Effect.runFork(Effect.sleep(5)));
  await run("second", Effect.andThen(Fiber.join(fiber), note("join")));
  const permits = semaphore();
  const { inside, after } = await second((task) =>
    Effect.runPromise(permits.withPermits(1)(Effect.promise(task))),
  );
  await run("second", Effect.andThen(Effect.sleep(5), note("sleep")));
  const cached = Effect.runSync(Effect.cached(Effect.andThen(Effect.sleep(5), note("cached"))));
  await Promise.all(["first", "second"].map((caller) => run(caller, cached)));
  // What the page advises: the span is kept, and what follows runs in it.
  const kept = deferred();
  await as("second", () => {
    const span = getCurrentSpan();
    const follow = Effect.sync(() => {
      seen.inside = getTracer().withSpan(span, current);
    });
    const waited = Effect.runPromise(Effect.andThen(Deferred.await(kept), follow));
    return run("first", Deferred.succeed(kept, 1)).then(() => waited);
  });
  return { ...seen, semaphore: inside, after };
}

const all = {};
for (const [name, version] of Object.entries(versions)) all[name] = await contextsOf(version);
console.log(JSON.stringify(all));
