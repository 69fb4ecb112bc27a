// Queues, limiters and pools in memory: in whose span a task runs that had to wait.
import { AsyncResource } from "node:async_hooks";
import async from "async";
import { Mutex } from "async-mutex";
import { Sema } from "async-sema";
import Bottleneck from "bottleneck";
import { bulkhead } from "cockatiel";
import fastq from "fastq";
import genericPool from "generic-pool";
import CircuitBreaker from "opossum";
import pLimit from "p-limit";
import PQueue from "p-queue";
import PQueue9 from "p-queue9";
import pThrottle from "p-throttle";
import Queue from "queue";
import rxjs from "rxjs";
import { Pool as TarnPool } from "tarn";
import { second } from "./current.mjs";

const withPool = (acquire, release) => async (task) => {
  const resource = await acquire();
  await task();
  release(resource);
};
const queue = new Queue({ concurrency: 1, autostart: true });
const queue9 = new PQueue9({ concurrency: 1 });
const queue10 = new PQueue({ concurrency: 1 });
const limiter = new Bottleneck({ maxConcurrent: 1 });
const ofAsync = async.queue((task, done) => task().then(() => done()), 1);
const fast = fastq.promise((task) => task(), 1);
const hull = bulkhead(1, 10);
const tasks = new rxjs.Subject();
tasks.pipe(rxjs.mergeMap((run) => run(), 1)).subscribe();
const semaphore = new Sema(1);
const pool = genericPool.createPool({ create: async () => ({}), destroy: async () => {} }, { max: 1 });
const tarn = new TarnPool({ create: async () => ({}), destroy() {}, min: 0, max: 1 });
const breaker = new CircuitBreaker((task) => task());

const SUBMIT = {
  "p-queue9": (task) => queue9.add(task),
  "p-queue": (task) => queue10.add(task),
  bottleneck: (task) => limiter.schedule(task),
  async: (task) => ofAsync.push(task),
  fastq: (task) => fast.push(task),
  queue: (task) => new Promise((resolve) => queue.push(() => task().then(resolve))),
  cockatiel: (task) => hull.execute(task),
  "rxjs mergeMap": (task) => new Promise((resolve) => tasks.next(() => task().then(resolve))),
  "p-limit": pLimit(1),
  "p-throttle": pThrottle({ limit: 1, interval: 20 })((task) => task()),
  "async-mutex": (() => {
    const mutex = new Mutex();
    return (task) => mutex.runExclusive(task);
  })(),
  "async-sema": withPool(
    () => semaphore.acquire(),
    () => semaphore.release(),
  ),
  "generic-pool": withPool(
    () => pool.acquire(),
    (resource) => pool.release(resource),
  ),
  tarn: withPool(
    () => tarn.acquire().promise,
    (resource) => tarn.release(resource),
  ),
  opossum: (task) => breaker.fire(task),
};

const seen = {};
for (const [name, submit] of Object.entries(SUBMIT)) {
  const { inside: bound } = await second((task) => submit(AsyncResource.bind(task)));
  seen[name] = { ...(await second(submit)), bound };
}
console.log(JSON.stringify(seen));
process.exit();
