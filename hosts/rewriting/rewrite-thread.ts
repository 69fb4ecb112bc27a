// The thread of `rewrite-threads.ts`: texts come in, what `rewrite` makes of them goes out.
import { parentPort } from "node:worker_threads";
import { rewrite } from "./rewrite.js";
import type { RewriteAnswer, RewriteJob } from "./rewrite-threads.js";

parentPort?.on("message", (job: RewriteJob) => parentPort?.postMessage(answerTo(job)));

function answerTo({ id, path, text, config, options }: RewriteJob): RewriteAnswer {
  try {
    return { id, rewritten: rewrite(path, text, config, options) };
  } catch (error) {
    return { id, error };
  }
}
