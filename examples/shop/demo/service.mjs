// A service as a child process: started, ready, stopped, with the spans that it sent.
import { fork } from "node:child_process";
import { shop } from "./builds.mjs";
import { step } from "./steps.mjs";

/** Starts a service; resolves when it listens. `spans` is complete after `stop()`. */
export async function startService(script, env, signal) {
  const child = fork(script, { cwd: shop, env: { ...process.env, ...env }, signal, killSignal: "SIGKILL" });
  const spans = [];
  child.on("message", (message) => spans.push(...(message.spans ?? [])));
  const ended = new Promise((resolve) => {
    child.once("exit", resolve);
    child.on("error", resolve); // the signal's abort, or a process that cannot be started
  });
  const ready = new Promise((resolve) => child.once("message", resolve));
  const first = await step(`the start of ${script}`, Promise.race([ready, ended]));
  if (!first?.port) throw new Error(`${script} ended before it was ready`);
  return {
    url: `http://127.0.0.1:${first.port}`,
    spans,
    async stop() {
      child.send("stop");
      await step(`the end of ${script}`, ended);
    },
  };
}
