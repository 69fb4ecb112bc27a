#!/usr/bin/env bash
# jest-environment-jsdom 30.5.2 (Node 20.20 and 22, Linux): `Symbol.dispose` is not there, and a class gets a method "undefined".
# Expected: Node 20 and 22 have `Symbol.dispose`, and so has jest-environment-node; a test in jsdom disposes of the same objects.
# Seen: V8 has it from Node 24 on. Before, Node adds it to its first context alone; the node environment copies it, jsdom's
#   does not. `class { [Symbol.dispose]() {} }` raises nothing: the method's name is "undefined". `using` as TypeScript
#   lowers it throws, as esbuild lowers it looks for `Symbol.for("Symbol.dispose")`.
# So: a library defines its disposal under `Symbol.dispose ?? Symbol.for("Symbol.dispose")`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jest@30.5.2 jest-environment-jsdom@30.5.2 >/dev/null 2>&1
cat >dispose.test.js <<'PROGRAM'
test("disposal", () => {
  const methods = Object.getOwnPropertyNames(class { [Symbol.dispose]() {} }.prototype);
  require("node:fs").writeSync(1, `${typeof Symbol.dispose} ${methods.filter((name) => name !== "constructor")}\n`);
});
PROGRAM
see() { npx jest --rootDir=. "--env=$1" 2>/dev/null | grep -E '^(symbol|undefined) ' ; }
seen="node: $(see node); jsdom: $(see jsdom)"
expected='node: symbol ; jsdom: undefined undefined'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
