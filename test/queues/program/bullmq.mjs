// BullMQ over Redis: jobs whose data has a field for the headers.
import { Queue, Worker } from "bullmq";

export const system = "bullmq";
export const foreign = (traceparent) => ({ traceparent });
export const carrier = () => ({});

export async function open(url, name) {
  const { hostname: host, port } = new URL(url);
  const connection = { host, port: Number(port), maxRetriesPerRequest: null };
  const queue = new Queue(name, { connection });
  await queue.waitUntilReady();
  const workers = [];
  const messageOf = ({ data: { body, headers } }) => ({ body, headers });
  return {
    send: (body, headers) => queue.add("job", { body, headers }, { attempts: 2 }),
    async consume(handler) {
      const worker = new Worker(name, (job) => handler(messageOf(job)), { connection, concurrency: 5 });
      workers.push(worker);
      await worker.waitUntilReady();
    },
    async take(count) {
      const worker = new Worker(name, null, { connection });
      workers.push(worker);
      const jobs = [];
      while (jobs.length < count) {
        const job = await worker.getNextJob("token");
        if (job) jobs.push(job);
      }
      return {
        messages: jobs.map(messageOf),
        settle: () => Promise.all(jobs.map((job) => job.moveToCompleted("", "token", false))),
      };
    },
    close: () => Promise.all([queue, ...workers].map((each) => each.close())),
  };
}
