// Starts processes and threads of itself, and prints what they say and how they end.
import { execFileSync, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const require = createRequire(import.meta.url);
const { sum, answer } = require("./child.cjs");
const self = fileURLToPath(import.meta.url);

async function asks(child, question) {
  const answered = once(child, "message");
  child.send(question);
  return (await answered)[0];
}

async function forks() {
  const child = fork(fileURLToPath(new URL("child.cjs", import.meta.url)), ["served"], { silent: true });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  const ended = once(child, "close");
  for (const question of [{ add: [1, 2] }, { add: [] }, { raise: "bad" }])
    console.log("answer", JSON.stringify(await asks(child, question)));
  child.send({ exit: 5 });
  console.log("ended", await ended, printed);
}

async function threads() {
  const worker = new Worker(new URL(import.meta.url), { workerData: [3, 4, 5] });
  const [[message], [code]] = await Promise.all([once(worker, "message"), once(worker, "exit")]);
  console.log("thread", message, code);
}

function* children() {
  yield execFileSync(process.execPath, [self, "grandchild"], { encoding: "utf8" });
  const { status, signal, stdout } = spawnSync(process.execPath, [self, "killed"], { encoding: "utf8" });
  yield [status, signal, stdout];
}

async function main() {
  await forks();
  await threads();
  for (const each of children()) console.log("child", each);
}

if (!isMainThread) parentPort.postMessage(sum(workerData));
else if (process.argv[2] === "grandchild") console.log("grandchild", answer({ add: [20, 22] }).value);
else if (process.argv[2] === "killed") process.kill(process.pid, "SIGKILL");
else await main();
