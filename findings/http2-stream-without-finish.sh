#!/usr/bin/env bash
# node:http2 (Node 20.20 to 26.12, Linux): a stream that was answered whole may close without `finish`, and one that was
# reset may say it.
# Expected: `finish`, and `writableFinished`, mean that a response was written; a reset stream has neither.
# Seen: a core stream that is answered in the listener of its request's `end` closes as not finished, though the client
#   got every byte; one that the client cancelled before any answer emits `finish`, finished and ended.
# So: whether a response was sent is `headersSent && !aborted && rstCode === 0`, and `close` is the only sure end.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >program.mjs <<'PROGRAM'
import { connect, createServer } from "node:http2";

const server = createServer();
const seen = [];
server.on("stream", (stream, headers) => {
  const events = [];
  stream.on("error", () => {});
  stream.on("finish", () => events.push("finish"));
  stream.on("close", () => seen.push(`${headers[":path"]} ${events} finished=${stream.writableFinished} aborted=${stream.aborted}`));
  if (headers[":path"] === "/whole")
    stream.resume().on("end", () => {
      stream.respond({ ":status": 200 });
      stream.end("x".repeat(300_000));
    });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const session = connect(`http://127.0.0.1:${server.address().port}`);

const whole = session.request({ ":path": "/whole", ":method": "POST" });
whole.end("body");
let length = 0;
for await (const chunk of whole) length += chunk.length;
seen.push(`/whole client got ${length}`);

const cancelled = session.request({ ":path": "/cancelled" });
cancelled.on("error", () => {});
setTimeout(() => cancelled.close(8), 50);
await new Promise((resolve) => cancelled.on("close", resolve));
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(seen.sort().join("\n"));
session.destroy();
server.close();
PROGRAM
seen=$(node program.mjs)
expected='/cancelled finish finished=true aborted=true
/whole  finished=false aborted=false
/whole client got 300000'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
