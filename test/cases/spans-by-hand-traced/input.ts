import { setTimeout as sleep } from "node:timers/promises";
import { getTracer } from "uno-trace/runtime";

const tracer = getTracer();

// @trace args=label
function mark(label: string) {
  return label;
}

// @trace
async function stays(name: string) {
  const span = tracer.createSpan(name);
  try {
    await sleep(2);
    mark(`${name} goes on`);
  } finally {
    span.end();
  }
  mark(`${name} has ended`);
}

// @trace
async function moves(name: string) {
  using _ = tracer.createSpan(name);
  await sleep(2);
  mark(`${name} goes on`);
}

// @trace
function* items(name: string) {
  const span = tracer.createSpan(name);
  yield 1;
  mark(`${name} after one`);
  yield 2;
  span.end();
  mark(`${name} after two`);
}

// @trace
function* delegates(name: string) {
  using _ = tracer.createSpan(name);
  mark(`${name} before one`);
  yield* [1, 2];
  mark(`${name} after two`);
  yield 3;
  mark(`${name} after three`);
}

// @trace
async function* pages(name: string) {
  using _ = tracer.createSpan(name);
  await sleep(1);
  yield 1;
  mark(`${name} after one`);
  yield
  mark(`${name} after nothing`);
  for await (const page of [sleep(1, 3)]) yield page;
  mark(`${name} after three`);
}

export async function run() {
  const log: unknown[] = [];
  const begin = [stays("first that stays"), stays("second that stays"), moves("moves")];
  mark("beside them");
  await Promise.all(begin);
  for (const item of items("items")) log.push(mark(`item ${item}`));
  for (const item of delegates("delegates")) log.push(mark(`delegated item ${item}`));
  for await (const page of pages("pages")) log.push(mark(`page ${page}`));
  return log;
}
