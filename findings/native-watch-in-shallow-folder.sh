#!/usr/bin/env bash
# typescript 7.0.2 and 7.1.0-beta (Node 20.20, Linux): `tsc --watch` sees no change in a folder three levels below the root.
# Expected: a changed source is compiled again, wherever it lies: `/app/src/routes` in a container, `/tmp/x/src` in a test.
# Seen: 7.0.2 compiles once, says that it watches for changes, and stays still for ever; a level deeper it sees them. 7.1.0-beta sees both.
# So: a program whose sources lie in `/app/src` and "does not reload" is no fault of what runs behind tsc; `-b --watch`, 7.1 or a deeper folder help.
set -euo pipefail
folder=$(mktemp -d /tmp/native-watch-XXXXXX)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/packages" && cd "$folder/packages"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund native0@npm:typescript@7.0.2 native1@npm:typescript@7.1.0-beta
mkdir -p "$folder/three" "$folder/and/four"
# usage: sees PACKAGE PROJECT: whether the change of a source is compiled within ten seconds.
sees() {
  cd "$2"
  printf '{ "compilerOptions": { "lib": ["es2015"], "types": [], "outDir": "out" }, "files": ["a.ts"] }' >tsconfig.json
  rm -rf out
  echo 'export const a = 1;' >a.ts
  node --input-type=module - "$folder/packages/node_modules/$1" >"$folder/pid" <<'PROGRAM' &
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
const { default: getExePath } = await import(`${process.argv[2]}/lib/getExePath.js`);
const tsc = spawn(getExePath(), ["--watch"], { stdio: "ignore" });
const written = () => (existsSync("out/a.js") ? readFileSync("out/a.js", "utf8") : "");
const until = async (text) => {
  for (let time = 0; time < 100 && !written().includes(text); time++) await delay(100);
  return written().includes(text);
};
await until("a = 1");
await delay(2000);
writeFileSync("a.ts", "export const a = 22;\n");
console.log((await until("a = 22")) ? "sees it" : "sees nothing");
tsc.kill();
PROGRAM
  wait $!
  cat "$folder/pid"
}
seen="7.0.2, three levels: $(sees native0 "$folder/three")
7.0.2, four levels: $(sees native0 "$folder/and/four")
7.1.0-beta, three levels: $(sees native1 "$folder/three")"
expected='7.0.2, three levels: sees nothing
7.0.2, four levels: sees it
7.1.0-beta, three levels: sees it'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
