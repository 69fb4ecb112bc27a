// A server that speaks as much of Redis's protocol (RESP 2) as its clients need to connect and to be answered.
import { createServer, type Socket } from "node:net";

/** An answer as it goes over the wire. */
const ANSWERS: Readonly<Record<string, string>> = {
  GET: "$5\r\nvalue\r\n",
  HGET: "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n",
  INFO: "$19\r\nredis_version:7.0.0\r\n",
  MULTI: "+OK\r\n",
  EXEC: "*2\r\n+OK\r\n$1\r\n1\r\n",
};

/** Reads commands from what has come; gives what is left of an unfinished one. */
function take(came: string, answer: (words: readonly string[]) => void): string {
  const head = /^\*(\d+)\r\n/.exec(came);
  if (head === null) return came;
  const words: string[] = [];
  let at = head[0].length;
  for (let count = Number(head[1]); count > 0; count--) {
    const size = /^\$(\d+)\r\n/.exec(came.slice(at));
    const end = at + (size?.[0].length ?? 0) + Number(size?.[1] ?? 0) + 2;
    if (size === null || came.length < end) return came;
    words.push(came.slice(at + size[0].length, end - 2));
    at = end;
  }
  answer(words);
  return take(came.slice(at), answer);
}

function serve(socket: Socket): void {
  let rest = "";
  let isQueueing = false;
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    rest = take(rest + chunk, ([word = ""]) => {
      const command = word.toUpperCase();
      if (command === "EXEC") isQueueing = false;
      socket.write(isQueueing ? "+QUEUED\r\n" : (ANSWERS[command] ?? "+OK\r\n"));
      if (command === "MULTI") isQueueing = true;
    });
  });
  socket.on("error", () => {});
}

/** Starts one on a free port; `close` ends it with its connections. */
export async function serveRedis(): Promise<{ port: number; close: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: typeof address === "object" && address !== null ? address.port : 0, close };
}
