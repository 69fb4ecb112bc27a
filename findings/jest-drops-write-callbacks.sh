#!/usr/bin/env bash
# jest 30.5.2 (Node 20.20, Linux): in band, `process.stderr.write(text, callback)` prints the text and never calls back.
# Expected: the callback comes when the text is written, as it does where a worker process of Jest runs the same test.
# Seen: the reporter puts a function of one parameter in the place of `write` while it waits to repaint the screen, in the
#   process that runs the tests if they run in band; `write` returns true, and neither callback nor `drain` follows.
# So: free nothing in a callback of `write` alone. A listener for `error` that waits for it stays on Node's stream, and
#   keeps the context of each test file, some megabytes, until the run ends.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jest@30.5.2
for name in a b; do cat >"$name.test.js" <<'PROGRAM'; done
test("a write calls back", async () => {
  let called = 0;
  process.stderr.write("text\n", () => called++);
  await new Promise((resolve) => setTimeout(resolve, 500));
  require("node:fs").appendFileSync(process.env.SEEN, `${called}\n`);
});
PROGRAM
seen=""
for how in --runInBand --maxWorkers=2; do
  # With the cache of the run before, Jest would know that both are quick, and run them in band.
  SEEN="$folder/seen" npx jest "$how" --cacheDirectory "$folder/cache$how" >/dev/null 2>&1
  seen="$seen$how: $(sort -u "$folder/seen") of 1; "
  rm "$folder/seen"
done
expected='--runInBand: 0 of 1; --maxWorkers=2: 1 of 1; '
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
