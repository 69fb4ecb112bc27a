// Requests that break off, at each stage, over HTTP/1.1 and HTTP/2: their spans end, as failed; the others do not fail.
import { createServer, type Server, type ServerResponse } from "node:http";
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  createServer as createHttp2,
  type Http2Server,
  type Http2ServerResponse,
  type ServerHttp2Stream,
} from "node:http2";
import { type AddressInfo, createConnection, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { InMemorySpanExporter } from "../../../runtime/exporters/in-memory.js";
import { tracingMiddleware } from "../../../runtime/middleware/tracing-middleware.js";
import { names, record, sleep } from "../recorder.js";

/** Other work may keep the machine busy. */
const waitFor = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000 });

let spans: InMemorySpanExporter;
let server: Server | Http2Server;

beforeEach(() => {
  spans = record();
});
afterEach(() => {
  server.close();
  if ("closeAllConnections" in server) server.closeAllConnections();
});

const CANCEL = 8;
const INTERNAL_ERROR = 2;
const BIG = Buffer.alloc(5_000_000);
const BROKEN = "closed before the response was sent";

async function port(): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return (server.address() as AddressInfo).port;
}

/** Status, failure and message of each span, once there are so many and no more came. */
async function ends(count: number): Promise<unknown[]> {
  await waitFor(() => expect(names(spans).length).toBeGreaterThanOrEqual(count));
  await sleep(20);
  return spans
    .getFinishedSpans()
    .map(({ attributes, status }) => [
      attributes["http.response.status_code"],
      attributes["error.type"],
      status.code,
      status.message,
    ]);
}

const fine = (status: number) => [status, undefined, 0, undefined];
const broken = (status?: number, code?: number) => [
  status,
  "aborted",
  2,
  code === undefined ? BROKEN : `${BROKEN} (HTTP/2 error code ${code})`,
];

/** The two ends of a request over HTTP/2. */
interface Exchange {
  readonly client: ClientHttp2Stream;
  readonly session: ClientHttp2Session;
  readonly stream: ServerHttp2Stream;
  head(status?: number): void;
  write(data: Buffer | string): void;
  end(data: Buffer | string): void;
}

type Handle = (stream: ServerHttp2Stream, response: Http2ServerResponse | undefined) => void;

const serveCompatible = (handle: Handle): Http2Server => {
  const traced = tracingMiddleware();
  return createHttp2((request, response) =>
    traced(request, response, () => handle(response.stream, response)),
  );
};

const serveCore = (handle: Handle): Http2Server => {
  const traced = tracingMiddleware();
  return createHttp2().on("stream", (stream, headers) =>
    traced(stream, headers, () => handle(stream, undefined)),
  );
};

const firstData = (client: ClientHttp2Stream) => new Promise((resolve) => client.once("data", resolve));

const stages: readonly [string, (exchange: Exchange) => unknown, unknown[]][] = [
  [
    "an answer",
    ({ head, end }) => {
      head();
      end("ok");
    },
    fine(200),
  ],
  [
    "a large answer",
    ({ head, end, client }) => {
      client.resume();
      head();
      end(BIG);
    },
    fine(200),
  ],
  [
    "an answer without a body",
    ({ client, head, end }) => {
      client.end();
      head(204);
      end("");
    },
    fine(204),
  ],
  [
    "an answer to a request whose body still comes",
    ({ head, end }) => {
      head(201);
      end("early");
    },
    fine(201),
  ],
  ["a client that leaves before the head", ({ client }) => client.close(CANCEL), broken(undefined, CANCEL)],
  [
    "a client that leaves within the body",
    async ({ client, head, write }) => {
      head();
      write("x");
      await firstData(client);
      client.close(CANCEL);
    },
    broken(200, CANCEL),
  ],
  [
    "a client that leaves while the end is on its way",
    async ({ client, head, end }) => {
      head();
      end(BIG);
      await sleep(20);
      client.close(CANCEL);
    },
    broken(200, CANCEL),
  ],
  ["a session that is destroyed", ({ session }) => session.destroy(), broken(undefined, CANCEL)],
  ["a server that resets", ({ stream }) => stream.close(INTERNAL_ERROR), broken(undefined, INTERNAL_ERROR)],
  ["a server that destroys", ({ stream }) => stream.destroy(), broken()],
  [
    "a server that destroys with an error, within the body",
    ({ stream, head, write }) => {
      head();
      write("x");
      stream.destroy(new Error("broken"));
    },
    broken(200, INTERNAL_ERROR),
  ],
];

describe.each([
  ["compatibility", serveCompatible],
  ["core", serveCore],
])("HTTP/2, %s API", (_, serve) => {
  it.each(stages)("%s", async (_, act, expected) => {
    let arrive: Handle = () => {};
    const arrival = new Promise<Parameters<Handle>>((resolve) => {
      arrive = (...values) => resolve(values);
    });
    server = serve((...values) => arrive(...values));
    const session = connect(`http://127.0.0.1:${await port()}`).on("error", () => {});
    const client = session.request({ ":path": "/", ":method": "POST" }).on("error", () => {});
    const [stream, response] = await arrival;
    stream.on("error", () => {});
    await act({
      client,
      session,
      stream,
      head: (status = 200) => (response ? response.writeHead(status) : stream.respond({ ":status": status })),
      write: (data) => void (response ? response.write(data) : stream.write(data)),
      end: (data) => void (response ? response.end(data) : stream.end(data)),
    });
    expect(await ends(1)).toEqual([expected]);
    session.destroy();
  });

  it("an answer that is written when all of the request was read", async () => {
    server = serve((stream, response) => {
      stream.resume().on("end", () => {
        if (response) response.writeHead(200).end("whole");
        else {
          stream.respond({ ":status": 200 });
          stream.end("whole");
        }
      });
    });
    const session = connect(`http://127.0.0.1:${await port()}`);
    const client = session.request({ ":path": "/", ":method": "POST" });
    client.end(BIG.subarray(0, 300_000));
    const chunks: Buffer[] = [];
    for await (const chunk of client) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe("whole");
    session.close();
    expect(await ends(1)).toEqual([fine(200)]);
  });
});

describe("HTTP/1.1", () => {
  const GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
  const POST = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nabc";

  /** Sends text to a server, and does something once so many requests have come. */
  async function exchange(
    text: string,
    count: number,
    act: (socket: Socket, responses: readonly ServerResponse[]) => unknown,
  ): Promise<void> {
    const traced = tracingMiddleware();
    const responses: ServerResponse[] = [];
    server = createServer((request, response) =>
      traced(request, response, () => {
        responses.push(response);
        request.resume();
      }),
    );
    const socket = createConnection(await port(), "127.0.0.1").on("error", () => {});
    socket.write(text);
    await waitFor(() => expect(responses).toHaveLength(count));
    await act(socket, responses);
  }

  const first = ([response]: readonly ServerResponse[]) => response as ServerResponse;

  it.each<[string, string, Parameters<typeof exchange>[2], unknown[]]>([
    ["an answer", GET, (_, all) => first(all).end("ok"), fine(200)],
    ["before the head", GET, (socket) => socket.destroy(), broken()],
    ["within the request's body", POST, (socket) => socket.destroy(), broken()],
    [
      "within the response's body",
      GET,
      async (socket, all) => {
        first(all).write("x");
        await new Promise((resolve) => socket.once("data", resolve));
        socket.destroy();
      },
      broken(200),
    ],
    [
      "while the end is on its way",
      GET,
      async (socket, all) => {
        socket.pause();
        first(all).end(Buffer.alloc(50_000_000));
        await sleep(20);
        socket.destroy();
      },
      broken(200),
    ],
    ["by the server", GET, (_, all) => first(all).destroy(), broken()],
    [
      "after the answer",
      GET,
      async (socket, all) => {
        socket.resume();
        first(all).end("ok");
        await sleep(20);
        socket.destroy();
      },
      fine(200),
    ],
  ])("%s", async (_, text, act, expected) => {
    await exchange(text, 1, act);
    expect(await ends(1)).toEqual([expected]);
  });

  it("all requests that wait on one connection break off with it", async () => {
    const warn = vi.spyOn(process, "emitWarning");
    await exchange(GET.repeat(20), 20, (socket) => socket.destroy());
    expect(await ends(20)).toEqual(Array.from({ length: 20 }, () => broken()));
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it("and end with their answers where it does not", async () => {
    await exchange(GET.repeat(20), 20, (socket, all) => {
      socket.resume();
      for (const response of all) response.end("ok");
    });
    expect(await ends(20)).toEqual(Array.from({ length: 20 }, () => fine(200)));
  });
});
