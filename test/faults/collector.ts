// A collector that notes the spans that come, and how often each does.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeRequest, spansOf } from "../runtime/otlp/messages.js";

/** A collector that listens. */
export interface Collector {
  readonly port: number;
  readonly url: string;
  /** How often each span came, by its id. */
  readonly seen: Map<string, number>;
  /** How many came more than once. */
  doubled(): number;
  close(): Promise<void>;
}

/** Starts one; with `seen` it goes on where another was closed. */
export async function collect(port = 0, seen: Map<string, number> = new Map()): Promise<Collector> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      for (const { spanId } of spansOf(decodeRequest(Buffer.concat(chunks))))
        seen.set(String(spanId), (seen.get(String(spanId)) ?? 0) + 1);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const taken = (server.address() as AddressInfo).port;
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}/v1/traces`,
    seen,
    doubled: () => [...seen.values()].filter((count) => count > 1).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
