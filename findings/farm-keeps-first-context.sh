#!/usr/bin/env bash
# @farmfe/core 1.7.11 (Linux, Node 20): a plugin that serves a second compiler in its process gets the context of the first.
# Expected: `context.warn()` in a hook prints, and `context.error()` fails the build, whichever build of the process it is.
# Seen: in the second build both do nothing, without a word; so it is when `watch()` starts anew because a file of the
#   configuration has changed and the plugin object stays the same.
# So: a plugin that finds something wrong throws in `transform`, which fails every build, and prints warnings that must
#   be seen by itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @farmfe/core@1.7.11
echo 'console.log("built");' >main.ts
cat >program.mjs <<'PROGRAM'
import { build } from "@farmfe/core";
let hooks = 0;
const warner = {
  name: "warner",
  transform: {
    filters: { resolvedPaths: ["main\\.ts$"] },
    executor(_, context) {
      hooks++;
      context.warn(`warned in build ${hooks}`);
      if (hooks === 2) context.error("must not be built");
      return null;
    },
  },
};
const config = {
  compilation: {
    input: { index: "./main.ts" },
    output: { path: "out", targetEnv: "node", format: "esm" },
    presetEnv: false,
    minify: false,
    persistentCache: false,
  },
  plugins: [warner],
};
await build(config);
await build(config);
console.log("hooks", hooks, "both built");
PROGRAM
seen=$(node program.mjs 2>&1 | grep -oE 'warned in build [0-9]|must not be built|hooks 2 both built')
expected='warned in build 1
hooks 2 both built'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
