// A route in, a socket to the server out: through a proxy's tunnel and TLS where the route has them.

import type { Socket } from "node:net";
import { now } from "../ground/clock.js";
import { Buffer } from "../ground/node.js";
import { giveUpAfter } from "../ground/pauses.js";
import type { Route } from "./route.js";

const MAX_HEAD = 64 * 1024;
const STATUS = /^HTTP\/1\.[01] (\d{3})(?: (.*))?\r\n/;

/**
 * Opens a socket that may be written to. Node's modules for it are loaded with the first one.
 * @throws Error when a proxy gives no tunnel until `deadline`, a reading of the clock; with its `status`, if it has one
 */
export async function openSocket(route: Route, deadline: number): Promise<Socket> {
  const { proxyTls, tunnel, tls } = route;
  const to = { ...route.to, keepAlive: true };
  const net = await import("node:net");
  const over = proxyTls ?? (tunnel === undefined ? tls : undefined);
  if (over === undefined && tunnel === undefined) return net.connect(to);
  const secure = await import("node:tls");
  const socket = over === undefined ? net.connect(to) : secure.connect({ ...over, ...to });
  if (tunnel === undefined) return socket;
  await throughTunnel(socket, route, deadline);
  return tls === undefined ? socket : secure.connect({ ...tls, socket });
}

/** Asks the proxy for a connection to the server, and waits until it is there. */
function throughTunnel(socket: Socket, route: Route, deadline: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const fail = (error: Error): void => {
      settle();
      socket.on("error", () => {});
      socket.destroy();
      reject(error);
    };
    const stopWaiting = giveUpAfter(Math.max(deadline - now(), 1), () => fail(noAnswer()));
    const onClose = (): void => fail(closedBy(route));
    const onData = (piece: Buffer): void => {
      head = Buffer.concat([head, piece]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0 && head.length < MAX_HEAD) return;
      const refusal = end < 0 ? closedBy(route) : refusalOf(head.toString("latin1", 0, end + 2), route);
      if (refusal !== undefined) {
        fail(refusal);
        return;
      }
      settle();
      socket.pause();
      if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
      resolve();
    };
    const settle = (): void => {
      stopWaiting();
      socket.off("data", onData).off("error", fail).off("end", onClose).off("close", onClose);
    };
    socket.on("data", onData).on("error", fail).on("end", onClose).on("close", onClose);
    socket.write(route.tunnel ?? "", "latin1");
  });
}

function refusalOf(head: string, { proxyName }: Route): Error | undefined {
  const [, status, text = ""] = STATUS.exec(head) ?? [];
  if (status?.startsWith("2")) return undefined;
  if (status === undefined) return new Error(`the proxy ${proxyName} does not speak HTTP/1.1`);
  return Object.assign(new Error(`the proxy ${proxyName} answered ${status} ${text}`.trimEnd()), {
    status: Number(status),
  });
}

function closedBy({ proxyName }: Route): Error {
  const error = new Error(`the proxy ${proxyName} closed the connection before an answer`);
  return Object.assign(error, { code: "ECONNRESET" });
}

/** What is said when there is no connection until a deadline: nothing was sent. Node's own error of the kind has the same members. */
export function noConnection(): Error {
  return Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT", syscall: "connect" });
}

/** What is said when there is no answer until a deadline. */
export function noAnswer(): Error {
  return Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" });
}
