// A request for server-sent events in; an event for each time that spans were stored out, for as long as the reader stays.
import type { ServerResponse } from "node:http";
import type { Store } from "../store/store.js";

/** Readers at once; a page that is opened again and again must not fill the memory. */
const MAX_READERS = 100;
/** Between comments that show the connection to be there, in milliseconds. */
const PULSE = 15_000;

/** Everybody who listens. */
export class Live {
  readonly #readers = new Set<ServerResponse>();
  readonly #pulse: NodeJS.Timeout;
  readonly #end: () => void;

  constructor(store: Store) {
    this.#end = store.onStored((spans) => {
      if (this.#readers.size === 0) return;
      const traceIds = [...new Set(spans.map(({ traceId }) => traceId))];
      this.#send(`event: stored\ndata: ${JSON.stringify({ spans: spans.length, traceIds })}\n\n`);
    });
    this.#pulse = setInterval(() => this.#send(": still here\n\n"), PULSE);
    this.#pulse.unref();
  }

  /** Lets a reader listen. @returns whether there was room */
  join(response: ServerResponse): boolean {
    if (this.#readers.size >= MAX_READERS) return false;
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": here\n\n");
    this.#readers.add(response);
    response.on("close", () => this.#readers.delete(response));
    return true;
  }

  /** Ends all connections. */
  close(): void {
    clearInterval(this.#pulse);
    this.#end();
    for (const reader of this.#readers) reader.end();
  }

  /** Who does not read is left behind: what waits for one reader would grow without end. */
  #send(text: string): void {
    for (const reader of this.#readers) {
      if (reader.writableLength > 1_000_000) reader.destroy();
      else reader.write(text);
    }
  }
}
