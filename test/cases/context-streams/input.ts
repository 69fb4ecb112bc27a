import { PassThrough, Readable, Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MessageChannel } from "node:worker_threads";

const wait = () => new Promise<void>((resolve) => setImmediate(resolve));

// @trace args=label
function leaf(label: string) {
  return label;
}

// @trace
async function* source(count: number) {
  for (let i = 1; i <= count; i++) {
    await wait();
    yield leaf(`chunk ${i}`);
  }
}

// @trace
async function readsStream() {
  const seen: string[] = [];
  for await (const chunk of Readable.from(source(2))) {
    leaf(`read ${chunk}`);
    seen.push(chunk);
  }
  leaf("after the stream");
  return seen;
}

// @trace
async function stopsReading() {
  for await (const chunk of Readable.from(source(9))) return leaf(`only ${chunk}`);
}

// @trace
async function pipes() {
  const written: string[] = [];
  const upper = new Transform({
    objectMode: true,
    transform(chunk: string, _encoding, done) {
      done(null, leaf(`transformed ${chunk}`).toUpperCase());
    },
    flush(done) {
      leaf("flushed");
      done();
    },
  });
  const sink = new Writable({
    objectMode: true,
    write(chunk: string, _encoding, done) {
      leaf(`written ${chunk}`);
      written.push(chunk);
      setImmediate(done);
    },
  });
  await pipeline(Readable.from(["one", "two"]), upper, sink);
  leaf("after the pipeline");
  return written;
}

// @trace
async function generatorsInPipeline() {
  const seen: string[] = [];
  await pipeline(
    source(2),
    async function* (chunks: AsyncIterable<string>) {
      for await (const chunk of chunks) yield leaf(`mapped ${chunk}`);
    },
    async (chunks: AsyncIterable<string>) => {
      for await (const chunk of chunks) seen.push(leaf(`kept ${chunk}`));
    },
  );
  return seen;
}

// @trace
function pipesByHand(done: () => void) {
  const through = new PassThrough({ objectMode: true });
  through.on("data", (chunk: string) => leaf(`data ${chunk}`)).on("end", done);
  Readable.from(["by hand"]).pipe(through);
}

// @trace
async function breaksDown() {
  const broken = new Transform({
    transform(_chunk, _encoding, done) {
      leaf("about to break");
      done(new Error("the transform broke"));
    },
  });
  await pipeline(Readable.from(["x"]), broken, new PassThrough());
}

// @trace
async function webStreams() {
  const seen: string[] = [];
  let count = 0;
  const readable = new ReadableStream<string>({
    async pull(controller) {
      await wait();
      if (++count > 2) controller.close();
      else controller.enqueue(leaf(`pulled ${count}`));
    },
  });
  const mapped = readable.pipeThrough(
    new TransformStream<string, string>({ transform: (chunk, controller) => controller.enqueue(leaf(`web ${chunk}`)) }),
  );
  for await (const chunk of mapped) seen.push(leaf(`got ${chunk}`));
  return seen;
}

// @trace
async function messages() {
  const { port1, port2 } = new MessageChannel();
  const received = new Promise<string>((resolve) => port2.once("message", resolve));
  port1.postMessage("a message");
  leaf(await received);
  port1.close();
}

export async function run() {
  const log: unknown[] = [await readsStream(), await stopsReading(), await pipes(), await generatorsInPipeline()];
  await new Promise<void>(pipesByHand);
  log.push(await breaksDown().catch((error: Error) => error.message), await webStreams());
  await messages();
  leaf("outside of all");
  return log;
}
