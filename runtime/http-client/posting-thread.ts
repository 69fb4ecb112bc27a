// The code of the thread that posts while the program's own thread waits for it and cannot do anything else.

/**
 * CommonJS as text: a file would be missing in a bundle. It posts the bodies over connections of their own, a few at a
 * time, and passes on what it hears: `[index, bytes]`, and `[index, undefined]` or `[index, message]` at the end of one.
 */
export const POSTING_THREAD = `"use strict";
const { route, head, bodies, lanes, port, signal } = require("node:worker_threads").workerData;
const net = require("node:net");
function tell(index, what) {
  port.postMessage([index, what]);
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
}
function secure(layer, over) {
  return require("node:tls").connect({ ...layer, ...over });
}
function open(done, fail) {
  const first = route.proxyTls ?? (route.tunnel === undefined ? route.tls : undefined);
  const socket = first === undefined ? net.connect(route.to) : secure(first, route.to);
  socket.on("error", fail);
  if (route.tunnel === undefined) return done(socket);
  let text = "";
  const onData = (piece) => {
    text += piece.toString("latin1");
    if (!text.includes("\\r\\n\\r\\n")) return;
    socket.off("data", onData);
    const line = text.slice(0, text.indexOf("\\r\\n"));
    if (!/^HTTP\\/1\\.[01] 2/.test(line)) return fail(new Error("the proxy " + route.proxyName + " answered " + line));
    done(route.tls === undefined ? socket : secure(route.tls, { socket }));
  };
  socket.on("data", onData);
  socket.on("close", () => fail(new Error("the proxy " + route.proxyName + " closed the connection")));
  socket.write(route.tunnel, "latin1");
}
let next = 0;
function post() {
  const index = next++;
  const body = bodies[index];
  if (body === undefined) return;
  let isOver = false;
  const finish = (error) => {
    if (isOver) return;
    isOver = true;
    tell(index, error === undefined ? undefined : error.message || String(error.code));
    post();
  };
  open((socket) => {
    socket.on("error", finish);
    socket.on("data", (piece) => tell(index, piece));
    socket.on("close", () => finish());
    socket.write(head + body.length + "\\r\\n\\r\\n", "latin1");
    socket.write(body);
  }, finish);
}
for (let lane = 0; lane < lanes; lane++) post();
`;
