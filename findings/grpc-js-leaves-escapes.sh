#!/usr/bin/env bash
# @grpc/grpc-js 1.14.7 (Node 20.20, Linux): a status message arrives with some of its escapes in it.
# Expected: `grpc-message` is percent-encoded (gRPC over HTTP/2, "Responses"), and a client takes every %XX back.
# Seen: the client uses decodeURI, which leaves the escapes of what has a meaning in an address: / ? : @ & = + $ , # and ;
#   while a space, an umlaut and a quotation mark come back. A message that holds a lone % beside others stays as it was sent.
# So: a server that escapes a whole message, as encodeURIComponent does, shows its users "%2Fv1%2Ftraces". Escape only what
#   a header cannot hold: all but 0x20 to 0x7E, and the % itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @grpc/grpc-js@1.14.7
cat >program.mjs <<'PROGRAM'
import { createServer } from "node:http2";
import grpc from "@grpc/grpc-js";

const messages = {
  whole: encodeURIComponent('no "/v1/traces?a=ü" here'),
  least: 'no "/v1/traces?a=%C3%BC" here',
  lone: "%C3%BC at 50%",
};
const server = createServer();
server.on("stream", (stream, headers) => {
  const message = messages[headers[":path"].slice(1)];
  stream.respond({ ":status": 200, "content-type": "application/grpc", "grpc-status": "3", "grpc-message": message }, { endStream: true });
  stream.close();
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const client = new grpc.Client(`127.0.0.1:${server.address().port}`, grpc.credentials.createInsecure());
const same = (bytes) => bytes;
for (const name of Object.keys(messages)) {
  const error = await new Promise((resolve) => client.makeUnaryRequest(`/${name}`, same, same, Buffer.alloc(0), resolve));
  console.log(`${name}: ${error.details}`);
}
client.close();
server.close();
PROGRAM
seen=$(node program.mjs 2>&1)
expected='whole: no "%2Fv1%2Ftraces%3Fa%3Dü" here
least: no "/v1/traces?a=ü" here
lone: %C3%BC at 50%'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
