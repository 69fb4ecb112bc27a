// A collector that fails at random, the same way for the same seed, and knows each span that it has taken.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeRequest, spansOf } from "../runtime/otlp/messages.js";

/** A collector that listens. */
export interface FaultyCollector {
  readonly url: string;
  /** How often it failed, by the way. */
  readonly faults: Record<string, number>;
  /** It fails no more. */
  heal(): void;
  arrived(): number;
  doubled(): number;
  close(): Promise<void>;
}

const FAULTS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  slow: (response) => void setTimeout(() => response.end(), 400),
  busy: (response) => void response.writeHead(503).end(),
  reset: (response) => void response.socket?.resetAndDestroy(),
  hang: () => {},
  nonsense: (response) => void response.socket?.end("no HTTP\r\n\r\n"),
};
const NAMES = Object.keys(FAULTS);
/** What has been taken all the same. */
const TAKEN: readonly string[] = ["slow"];

const MOST_RECENT = 200_000;

/** Numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Starts one, of whose answers one in ten is a fault. */
export async function faultyCollector(seed: number): Promise<FaultyCollector> {
  const random = randomFrom(seed);
  const recent = new Set<string>();
  let arrived = 0;
  let doubled = 0;
  const faults: Record<string, number> = Object.fromEntries(NAMES.map((name) => [name, 0]));
  let isWell = false;
  const take = (body: Buffer): void => {
    for (const { spanId } of spansOf(decodeRequest(body))) {
      const id = String(spanId);
      if (recent.has(id)) doubled++;
      else arrived++;
      recent.add(id);
    }
    // A batch comes again soon, or not at all.
    for (const id of recent) {
      if (recent.size <= MOST_RECENT) break;
      recent.delete(id);
    }
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const isFault = random() < 0.1 && !isWell;
      const name = NAMES[Math.floor(random() * NAMES.length)] as string;
      if (!isFault || TAKEN.includes(name)) take(Buffer.concat(chunks));
      if (!isFault) return response.end();
      faults[name] = (faults[name] ?? 0) + 1;
      FAULTS[name]?.(response);
      return undefined;
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`,
    faults,
    heal: () => {
      isWell = true;
    },
    arrived: () => arrived,
    doubled: () => doubled,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
