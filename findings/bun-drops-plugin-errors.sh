#!/usr/bin/env bash
# bun 1.4.5 (Linux): Bun.build() takes esbuild's plugins and drops every error and warning that their hooks return.
# Expected: a build fails if onStart, onLoad or onEnd returns `errors`, as in esbuild, whose form of plugin Bun documents
#   as its own, or Bun refuses what it does not know.
# Seen: success is true, the logs are empty, and the contents that came with an error are in the bundle; onEnd gets
#   `success`, `outputs` and `logs`, and no `errors` and `metafile`.
# So: a plugin of esbuild's that checks something passes everything under Bun. Throw from a hook, or refuse to be set up
#   where `build.esbuild` is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund bun@1.4.5
echo 'console.log("original");' >entry.js
cat >program.mjs <<'PROGRAM'
const found = () => ({ errors: [{ text: "must not be built" }], warnings: [{ text: "look here" }] });
const checker = {
  name: "checker",
  setup(build) {
    build.onStart(found);
    build.onLoad({ filter: /entry\.js$/ }, () => ({ contents: 'console.log("loaded");', loader: "js", ...found() }));
    build.onEnd((result) => {
      console.log("onEnd gets", Object.keys(result).sort().join(", "));
      return found();
    });
  },
};
const { success, logs, outputs } = await Bun.build({ entrypoints: ["./entry.js"], plugins: [checker] });
console.log("success", success, "logs", logs.length, "bundled", (await outputs[0].text()).includes("loaded"));
PROGRAM
seen=$(node_modules/.bin/bun program.mjs)
expected='onEnd gets logs, outputs, success
success true logs 0 bundled true'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
