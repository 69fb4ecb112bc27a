// The exporter's HTTP client against servers that answer with given bytes; Node's own client says what they mean.
import { request } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { now } from "../../runtime/ground/clock.js";
import type { Answer } from "../../runtime/http-client/answer.js";
import { HttpClient } from "../../runtime/http-client/client.js";

const open: { close: () => unknown }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

interface Peer {
  readonly url: URL;
  /** What arrived, a text for each connection. */
  readonly heard: string[];
}

/** A server that calls `answer` for each request; they all end with the body `!`. */
async function serve(answer: (socket: Socket, count: number) => void): Promise<Peer> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  let count = 0;
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    const place = heard.push("") - 1;
    socket.on("error", () => {});
    socket.on("data", (piece) => {
      heard[place] += piece.toString("latin1");
      if (piece.toString().endsWith("!")) answer(socket, ++count);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server, { close: () => sockets.forEach((socket) => void socket.destroy()) });
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${port}/v1/traces?a=b`), heard };
}

function clientOf(url: URL, headers: Record<string, string> = {}): HttpClient {
  const client = new HttpClient(url, headers, {});
  open.push(client);
  return client;
}

const post = (client: HttpClient, patience = 2000): Promise<Answer> =>
  client.post(Buffer.from("!"), now() + patience);

/** What Node's client makes of it. */
function postWithNode(url: URL): Promise<{ status: number | undefined; headers: unknown; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: "POST", agent: false }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece) => (body += piece));
      answer.on("close", () => resolve({ status: answer.statusCode, headers: { ...answer.headers }, body }));
    });
    call.on("error", reject).end("!");
  });
}

const ANSWERS: Readonly<Record<string, string>> = {
  "a length": "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
  "no body": "HTTP/1.1 204 No Content\r\nX-One: 1\r\n\r\n",
  "an empty body": "HTTP/1.1 503 Service Unavailable\r\nretry-after:  7 \r\ncontent-length: 0\r\n\r\n",
  "no reason": "HTTP/1.1 429 \r\ncontent-length: 1\r\n\r\nx",
  chunks: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n",
  "chunks with extensions and trailers":
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a="b"\r\nx\r\n0\r\nX-Late: 1\r\n\r\n',
  "an interim answer": "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
  "the end of the connection": "HTTP/1.1 400 Bad Request\r\n\r\nuntil it ends",
  "HTTP/1.0": "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold",
  "a repeated header": "HTTP/1.1 200 OK\r\nx-many: 1\r\nx-many: 2\r\ncontent-length: 0\r\n\r\n",
  "letters beyond ASCII": "HTTP/1.1 200 Sch\xf6n\r\nx-l: \xe4\r\ncontent-length: 2\r\n\r\n\xc3\xa4",
};

describe("an answer with", () => {
  for (const [name, bytes] of Object.entries(ANSWERS)) {
    it.each([
      ["in one piece", bytes.length],
      ["byte by byte", 1],
      ["in pieces", 7],
    ])(`${name}, %s`, async (_, size) => {
      const peer = await serve(async (socket) => {
        for (let at = 0; at < bytes.length; at += size) {
          socket.write(Buffer.from(bytes.slice(at, at + size), "latin1"));
          if (at + size < bytes.length) await new Promise(setImmediate);
        }
        if (!/length|chunked|204/i.test(bytes)) socket.end();
      });
      const { status, headers, body } = await post(clientOf(peer.url));
      const expected = await postWithNode(peer.url);
      expect({ status, headers: { ...headers }, body: Buffer.from(body).toString() }).toEqual(expected);
    });
  }
});

describe("a connection", () => {
  const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  it("is used again, for one request at a time", async () => {
    const peer = await serve((socket) => setTimeout(() => socket.write(OK), 20));
    const client = clientOf(peer.url);
    await Promise.all([post(client), post(client)]);
    await post(client);
    expect(peer.heard.map((text) => text.split("POST ").length - 1).sort()).toEqual([1, 2]);
  });

  it.each([
    ["the server says that it closes", "HTTP/1.1 200 OK\r\nConnection: Close\r\ncontent-length: 2\r\n\r\nok"],
    ["it is HTTP/1.0", "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok"],
    ["more comes than was announced", `${OK}HTTP/1.1 200 OK\r\n\r\n`],
  ])("is not used again when %s", async (_, bytes) => {
    const peer = await serve((socket) => socket.write(bytes));
    const client = clientOf(peer.url);
    await post(client);
    await post(client);
    expect(peer.heard).toHaveLength(2);
  });

  it("that the server closed as it was used again is replaced", async () => {
    const peer = await serve((socket, count) => {
      if (count === 2) socket.destroy();
      else socket.write(OK);
    });
    const client = clientOf(peer.url);
    await post(client);
    expect((await post(client)).status).toBe(200);
    expect(peer.heard).toHaveLength(2);
  });

  it("that the server closes while it waits is replaced", async () => {
    const peer = await serve((socket, count) => {
      socket.write(OK);
      if (count === 1) socket.end();
    });
    const client = clientOf(peer.url);
    await post(client);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect((await post(client)).status).toBe(200);
    expect(peer.heard).toHaveLength(2);
  });
});

describe("a request", () => {
  it("has the headers that are asked for, but for those that frame it", async () => {
    const peer = await serve((socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"));
    const url = new URL(`http://me%40home:a%zz@${peer.url.host}/p%20q/\u00e4?x=%22`);
    await post(clientOf(url, { "x-key": "v\xe4", "content-length": "7", connection: "close" }));
    const pair = Buffer.from("me@home:a%zz").toString("base64");
    expect(peer.heard[0]).toBe(
      `POST /p%20q/%C3%A4?x=%22 HTTP/1.1\r\nhost: ${peer.url.host}\r\nauthorization: Basic ${pair}\r\n` +
        "x-key: v\xe4\r\nconnection: keep-alive\r\ncontent-length: 1\r\n\r\n!",
    );
  });

  it.each([
    ["nothing", "", /closed before an answer/],
    ["half a head", "HTTP/1.1 200 OK\r\ncontent-", /closed before an answer/],
    ["no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", /no HTTP\/1.1: it does not begin with a status/],
    ["a bad header", "HTTP/1.1 200 OK\r\n: x\r\n\r\n", /a header has no name/],
    ["a bad length", "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n", /content-length is no number/],
    ["a head without end", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(70_000)}`, /its headers do not end/],
  ])("fails with its reason when the answer is %s", async (_, bytes, reason) => {
    const peer = await serve((socket) => socket.end(bytes));
    await expect(post(clientOf(peer.url))).rejects.toThrow(reason);
  });

  it("fails when there is no answer in time", async () => {
    const peer = await serve(() => {});
    await expect(post(clientOf(peer.url), 50)).rejects.toThrow("no answer in time");
  });

  it.each([
    ["a broken chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"],
    [
      "a chunk that is too long",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
    ],
    ["half a body", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc"],
    ["a body without end", `HTTP/1.1 200 OK\r\ncontent-length: 9999999\r\n\r\n${"y".repeat(70_000)}`],
  ])("was taken when its status says so, with %s behind it", async (_, bytes) => {
    const peer = await serve((socket) => socket.end(bytes));
    expect((await post(clientOf(peer.url))).status).toBe(200);
  });
});
