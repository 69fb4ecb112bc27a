#!/usr/bin/env bash
# bluebird 3.7.2 (Node 20.20, Linux; 24.21 alike): in whose AsyncLocalStorage context a `then` handler runs.
# Expected: in that of the caller of `then`, as with native promises; if not, then `await` of one is no better.
# Seen: it runs in the context of whoever settles the promise, so all that wait for a shared one run in a stranger's.
#   `await` and native promises that adopt it keep the caller's. `Promise.config({ asyncHooks: true })`, off by default
#   and there since 3.7.0, mends it, also on Node 24, where contexts no longer come from async_hooks.
# So: turn that on in a program with bluebird promises.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund bluebird@3.7.2
cat >program.mjs <<'PROGRAM'
import { AsyncLocalStorage } from "node:async_hooks";
import Bluebird from "bluebird";

const storage = new AsyncLocalStorage();

/** Two wait for a promise that a third settles. */
async function seenBy(waitFor) {
  let settle;
  const shared = new Bluebird((resolve) => {
    settle = resolve;
  });
  const seen = ["first", "second"].map((name) => storage.run(name, () => waitFor(shared)));
  storage.run("third", () => setTimeout(settle, 5));
  return (await Promise.all(seen)).join(" ");
}

const byThen = (promise) => new Promise((resolve) => promise.then(() => resolve(storage.getStore())));
const byAwait = async (promise) => {
  await promise;
  return storage.getStore();
};
const byAdoption = (promise) => Promise.resolve(promise).then(() => storage.getStore());

console.log("then:", await seenBy(byThen));
console.log("await:", await seenBy(byAwait));
console.log("adopted:", await seenBy(byAdoption));
Bluebird.config({ asyncHooks: true });
console.log("then, with asyncHooks:", await seenBy(byThen));
PROGRAM
seen=$(node program.mjs)
expected='then: third third
await: first second
adopted: first second
then, with asyncHooks: first second'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
