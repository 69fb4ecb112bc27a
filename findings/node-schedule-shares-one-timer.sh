#!/usr/bin/env bash
# node-schedule 2.1.1 (Node 20.20 and 24.22): a job runs in the context of whoever scheduled another job.
# Expected: each job runs in the AsyncLocalStorage context in which it was scheduled, as with setTimeout, croner 11.0.1
#   and node-cron 4.6.0; or at least in one context for good.
# Seen: all jobs share one timer, armed anew whenever a job becomes the next one. So a nightly job that was scheduled as
#   the program began runs in the context of the request that scheduled the last reminder before it, also when that
#   request ended long ago: its spans, its tenant, its logger.
# So: begin such jobs in a context of their own (a new root), or bind them where they are scheduled.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node-schedule@2.1.1 croner@11.0.1 node-cron@4.6.0
cat >program.mjs <<'PROGRAM'
import { AsyncLocalStorage } from "node:async_hooks";
import { Cron } from "croner";
import cron from "node-cron";
import schedule from "node-schedule";

const storage = new AsyncLocalStorage();
const libraries = {
  "node-schedule": (run) => schedule.scheduleJob("* * * * * *", run),
  croner: (run) => new Cron("* * * * * *", run),
  "node-cron": (run) => cron.schedule("* * * * * *", run),
};
for (const [name, plan] of Object.entries(libraries)) {
  const seen = await new Promise((done) => {
    storage.run("program start", () => plan(() => done(`${name}: ${storage.getStore()}`)));
    storage.run("request 7", () => plan(() => {}));
  });
  console.log(seen);
}
process.exit(0);
PROGRAM
seen=$(node program.mjs)
expected='node-schedule: request 7
croner: program start
node-cron: program start'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed: expected\n%s\n' "$expected"; exit 1; }
