#!/usr/bin/env bash
# undici 7.30.2 on Node 20.20 (24.22 alike): in whose AsyncLocalStorage context the hooks of a handler run.
# Expected: onRequestStart runs in the context of whoever made the request; the hooks of the response may not.
# Seen: so it is for a request that finds a connection free. One that has to wait for it gets all of its hooks in the context
#   of the request before, onRequestStart, too. The interceptor itself is called in the right one.
# So: an interceptor takes the context when it is called, and hands it to the handler that it makes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund undici@7.30.2
cat >program.mjs <<'PROGRAM'
import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import http from "node:http";
import { Agent, request } from "undici";

const storage = new AsyncLocalStorage();
const server = http.createServer((_, response) => response.end("ok")).listen(0, "127.0.0.1");
await once(server, "listening");
const seen = [];
const interceptor = (dispatch) => (options, handler) => {
  const caller = storage.getStore();
  return dispatch(options, {
    onRequestStart(...args) {
      seen.push(`${caller}: onRequestStart in ${storage.getStore()}`);
      handler.onRequestStart?.(...args);
    },
    onResponseStart(...args) {
      seen.push(`${caller}: onResponseStart in ${storage.getStore()}`);
      handler.onResponseStart?.(...args);
    },
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
    onResponseError: (...args) => handler.onResponseError?.(...args),
  });
};
const dispatcher = new Agent({ connections: 1 }).compose(interceptor);
const ask = async () => {
  const { body } = await request(`http://127.0.0.1:${server.address().port}`, { dispatcher });
  await body.text();
};
await Promise.all(["first", "second"].map((caller) => storage.run(caller, ask)));
await storage.run("third", ask);
console.log(seen.join("\n"));
process.exit();
PROGRAM
seen=$(node program.mjs)
expected='first: onRequestStart in first
first: onResponseStart in first
second: onRequestStart in first
second: onResponseStart in first
third: onRequestStart in third
third: onResponseStart in first'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed: expected\n%s\n' "$expected"; exit 1; }
