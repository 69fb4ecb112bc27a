import { setTimeout as sleep } from "node:timers/promises";
import { getTracer } from "uno-trace/runtime";

const tracer = getTracer();

// @trace args=label
function mark(label: string) {
  return label;
}

function* stays(name: string) {
  mark(`${name} begins`);
  const span = tracer.createSpan(name);
  try {
    yield "one";
    mark(`${name} goes on`);
    yield "two";
  } finally {
    mark(`${name} ends`);
    span.end();
  }
  yield "after its end";
  mark(`${name} is over`);
}

function* moves(name: string) {
  mark(`${name} begins`);
  {
    using _ = tracer.createSpan(name);
    yield "one";
    mark(`${name} goes on`);
    yield* ["two", "three"];
    mark(`${name} has delegated`);
    yield super_();
  }
  yield "after its end";
  mark(`${name} is over`);
}

const super_ = () => "four";

async function* pages(name: string) {
  mark(`${name} begins`);
  {
    using _ = tracer.createSpan(name);
    yield "one";
    mark(`${name} goes on`);
    await sleep(1);
    yield
    mark(`${name} goes on again`);
    for await (const page of [sleep(1, "two")]) yield page;
    yield* inner();
    mark(`${name} has delegated`);
  }
  yield "after its end";
  mark(`${name} is over`);
}

async function* inner() {
  mark("delegated to");
  yield "three";
}

async function* small(name: string) {
  const span = tracer.createSpan(name);
  yield span.name === "" || mark(`${name} inside`);
  span.end();
}

class Reader {
  lines = ["first line", "second line"];
  *[Symbol.iterator]() {
    using _ = tracer.createSpan("reader");
    for (const line of this.lines) yield line;
  }
}

function withEach<T>(items: Iterable<T>, log: unknown[]) {
  const iterator = items[Symbol.iterator]();
  for (let round = 1; ; round++) {
    const done = tracer.withSpan(`round ${round}`, () => {
      const { value, done } = iterator.next();
      mark("in the round");
      log.push(value);
      return done;
    });
    if (done) return;
  }
}

export const run = () => tracer.withSpan("all", all);

async function all() {
  const log: unknown[] = [];
  for (const item of stays("stays")) log.push(mark(`stays, item ${item}`));
  for (const item of stays("left early")) {
    log.push(mark(`left early, item ${item}`));
    break;
  }
  for (const item of moves("moves")) log.push(mark(`moves, item ${item}`));
  withEach(stays("stays in rounds"), log);
  withEach(moves("moves in rounds"), log);
  for await (const page of pages("pages")) log.push(mark(`page ${page}`));
  for await (const page of pages("pages left early")) {
    log.push(mark(`left early, page ${page}`));
    if (page === "one") break;
  }
  for await (const item of small("small")) log.push(typeof item);
  log.push(...new Reader());
  mark("behind all");
  return log;
}
