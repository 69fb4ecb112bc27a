#!/usr/bin/env bash
# Queues, pools and limiters on Node 20.20 (24.22 alike): in whose AsyncLocalStorage context work runs that had to wait.
# Expected: a task runs in the context of whoever handed it in, as a promise continuation does.
# Seen: p-queue 9.3.5, bottleneck 2.19.5, async 3.2.6, fastq 1.20.3, queue 7.0.0, cockatiel 3.2.1 (bulkhead) and
#   rxjs 7.8.2 (mergeMap) run it in the context of the task before it, whose end freed the place. p-limit 7.3.3,
#   p-throttle 8.1.1, async-mutex 0.5.0, async-sema 3.1.1, throat 6.0.2, limiter 4.1.0, opossum 9.0.0,
#   generic-pool 3.9.0, tarn 3.1.2 and sequelize-pool 8.0.1 keep it. Whoever awaits the result always has its own back.
#   The faults show under load alone: a task that need not wait runs where it was handed in, in each of them.
# So: bind what you hand in (AsyncResource.bind) where a library is in the first list.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund p-queue@9.3.5 bottleneck@2.19.5 async@3.2.6 fastq@1.20.3 queue@7.0.0 \
  cockatiel@3.2.1 rxjs@7.8.2 p-limit@7.3.3 p-throttle@8.1.1 async-mutex@0.5.0 async-sema@3.1.1 throat@6.0.2 \
  limiter@4.1.0 opossum@9.0.0 generic-pool@3.9.0 tarn@3.1.2 sequelize-pool@8.0.1
cat >program.mjs <<'PROGRAM'
import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as wait } from "node:timers/promises";
import async from "async";
import { Mutex } from "async-mutex";
import { Sema } from "async-sema";
import Bottleneck from "bottleneck";
import { bulkhead } from "cockatiel";
import fastq from "fastq";
import genericPool from "generic-pool";
import { RateLimiter } from "limiter";
import CircuitBreaker from "opossum";
import pLimit from "p-limit";
import PQueue from "p-queue";
import pThrottle from "p-throttle";
import Queue from "queue";
import rxjs from "rxjs";
import { Pool as SequelizePool } from "sequelize-pool";
import { Pool as TarnPool } from "tarn";
import throat from "throat";

const storage = new AsyncLocalStorage();

/** Hands two tasks in at once, under two contexts; gives what the second one sees, and what its owner sees after it. */
async function second(submit) {
  const seen = {};
  const hand = (name) =>
    storage.run(name, async () => {
      await submit(async () => {
        seen[name] = storage.getStore();
        await wait(5);
      });
      seen[`${name} after`] = storage.getStore();
    });
  await Promise.all([hand("first"), hand("second")]);
  return `${seen.second}, then ${seen["second after"]}`;
}

const withPool = (acquire, release) => async (task) => {
  const resource = await acquire();
  await task();
  release(resource);
};

const queue = new PQueue({ concurrency: 1 });
const bottleneck = new Bottleneck({ maxConcurrent: 1 });
const asyncQueue = async.queue(async (task) => task(), 1);
const fast = fastq.promise(async (task) => task(), 1);
const plain = new Queue({ concurrency: 1, autostart: true });
const hull = bulkhead(1, 5);
const subject = new rxjs.Subject();
subject.pipe(rxjs.mergeMap(async ({ task, done }) => done(await task()), 1)).subscribe();
const limited = pLimit(1);
const throttled = pThrottle({ limit: 1, interval: 10 })((task) => task());
const mutex = new Mutex();
const sema = new Sema(1);
const throttle = throat(1);
const limiter = new RateLimiter({ tokensPerInterval: 1, interval: 10 });
const breaker = new CircuitBreaker((task) => task());
const life = { create: async () => ({}), destroy: async () => {}, validate: () => true };
const generic = genericPool.createPool(life, { max: 1 });
const tarn = new TarnPool({ ...life, min: 0, max: 1 });
const sequelize = new SequelizePool({ ...life, name: "pool", min: 0, max: 1 });

const libraries = {
  "p-queue": (task) => queue.add(task),
  bottleneck: (task) => bottleneck.schedule(task),
  async: (task) => asyncQueue.push(task),
  fastq: (task) => fast.push(task),
  queue: (task) => new Promise((done) => plain.push(async () => done(await task()))),
  cockatiel: (task) => hull.execute(task),
  rxjs: (task) => new Promise((done) => subject.next({ task, done })),
  "p-limit": (task) => limited(task),
  "p-throttle": (task) => throttled(task),
  "async-mutex": (task) => mutex.runExclusive(task),
  "async-sema": withPool(() => sema.acquire(), () => sema.release()),
  throat: (task) => throttle(task),
  limiter: async (task) => {
    await limiter.removeTokens(1);
    await task();
  },
  opossum: (task) => breaker.fire(task),
  "generic-pool": (task) => generic.use(task),
  tarn: withPool(() => tarn.acquire().promise, (resource) => tarn.release(resource)),
  "sequelize-pool": withPool(() => sequelize.acquire(), (resource) => sequelize.release(resource)),
};
for (const [name, submit] of Object.entries(libraries)) console.log(`${name}: ${await second(submit)}`);
process.exit(0);
PROGRAM
seen=$(node program.mjs)
expected='p-queue: first, then second
bottleneck: first, then second
async: first, then second
fastq: first, then second
queue: first, then second
cockatiel: first, then second
rxjs: first, then second
p-limit: second, then second
p-throttle: second, then second
async-mutex: second, then second
async-sema: second, then second
throat: second, then second
limiter: second, then second
opossum: second, then second
generic-pool: second, then second
tarn: second, then second
sequelize-pool: second, then second'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed: expected\n%s\n' "$expected"; exit 1; }
