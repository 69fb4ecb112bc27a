import { setTimeout as sleep } from "node:timers/promises";
import { getCurrentSpan, getTracer } from "uno-trace/runtime";

const tracer = getTracer();

// @trace args=label
function mark(label: string) {
  return label;
}

// Nobody has marked the functions from here to `run`: each makes a span and waits while it is open.
async function job(name: string, time: number) {
  using span = tracer.createSpan(name);
  mark(`${name} begins`);
  await sleep(time);
  mark(`${name} goes on`);
  span.setAttribute("time", time);
  return `${name} with using`;
}

async function inFinally(name: string) {
  const span = getTracer().createSpan(name);
  try {
    mark(`${name} begins`);
    return await sleep(3, `${name} with end()`);
  } finally {
    mark(`${name} ends`);
    span.end();
  }
}

async function later(name: string) {
  await using span = tracer.createSpan(name);
  mark(`${name} begins`);
  await null;
  mark(`${name} goes on`);
  return span.name === name || "tracing is off";
}

async function fails(name: string) {
  const span = tracer.createSpan(name);
  try {
    await sleep(2);
    throw new Error("it failed");
  } catch (error) {
    mark(`${name} catches`);
    span.recordException(error as Error);
    throw error;
  } finally {
    span.end();
  }
}

async function rejected(name: string) {
  try {
    using _ = tracer.createSpan(name);
    await Promise.reject(new Error("refused"));
  } catch (error) {
    mark(`${name} is over`);
    return (error as Error).message;
  }
}

async function eachItem(name: string) {
  using _ = tracer.createSpan(name);
  for await (const item of [sleep(1, "first"), sleep(1, "second")]) mark(`${name} ${item}`);
  return arguments.length;
}

async function neverWaits(name: string) {
  const span = tracer.createSpan(name);
  return sleep(2).finally(() => span.end());
}

async function nested(name: string) {
  await sleep(1);
  using _ = tracer.createSpan(name);
  await sleep(1);
  {
    using _ = tracer.createSpan(`${name}, inner`);
    await sleep(1);
    mark(`${name}, inside of both`);
  }
  mark(`${name}, inside of one`);
}

class Jobs {
  readonly tracer = tracer;
  async method(name: string) {
    const span = this.tracer?.createSpan(name);
    await sleep(1);
    mark(`${name} goes on`);
    span.end();
  }
  arrow = async (name: string) => {
    const span = this.tracer["createSpan"](name);
    await sleep(1);
    span.end();
  };
}

const { createSpan, createSpan: make } = tracer;
const destructured = async (name: string) => {
  using _ = createSpan(name);
  await sleep(1);
  mark(`${name} goes on`);
};
const renamed = async (name: string) => {
  const span = make(name);
  await sleep(1);
  span.end();
};
const expression = async (name: string) => (tracer.createSpan(name).end(), await sleep(1, `${name} ended`));

async function leftOpen(name: string) {
  return tracer.createSpan(name);
}

// @no-trace
async function leftAlone(name: string) {
  using _ = tracer.createSpan(name);
  await sleep(1);
}

const current = () => getCurrentSpan()?.name ?? "none";

async function sees() {
  const before = current();
  const span = tracer.createSpan("seen");
  await null;
  span.end();
  return before === current();
}

export async function run() {
  // Where nothing at all is current, and nothing has been.
  await job("first of all", 1);
  await sleep(30);
  return tracer.withSpan("all", all);
}

async function all() {
  const log: unknown[] = [];
  const tell = async (work: Promise<unknown>) => log.push(await work);
  const begin = [
    job("slow job", 12),
    job("fast job", 6),
    inFinally("in finally"),
    later("await using"),
    fails("fails"),
    rejected("rejected"),
    eachItem("for await"),
    neverWaits("never waits"),
    nested("nested"),
    new Jobs().method("method"),
    new Jobs().arrow("arrow"),
    destructured("destructured"),
    renamed("renamed"),
    expression("expression"),
  ];
  mark("beside the jobs");
  // Each with its handler at once.
  await Promise.all(begin.map(async (work, index) => {
    log[index] = await work.catch(String);
  }));
  (await leftOpen("left open")).end();
  await tell(tracer.withSpan("around", sees));
  await tell(Promise.all(["first task", "second task"].map(async (name) => {
    using _ = tracer.createSpan(name);
    await sleep(1);
    mark(`${name} goes on`);
  })));
  mark("behind the jobs");
  await leftAlone("left alone");
  return log;
}
