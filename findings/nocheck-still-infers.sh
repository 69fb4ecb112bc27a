#!/usr/bin/env bash
# typescript 6.0.3 (Node 20.20, Linux): with `noCheck` it still infers types as it emits JavaScript, so that a large file
# overflows its stack where `isolatedModules` emits it.
# Expected: `--allowJs --noCheck` of TypeScript's own compiler, one file of 6 MB, prints it: types are not checked, nothing
# is declared, and no module is followed.
# Seen: RangeError: Maximum call stack size exceeded, below the printer: whether an identifier is an export asks the
# checker for the type of what it belongs to. With `--isolatedModules` it is not asked, and the file is written.
# So: whoever emits large JavaScript by the compiler's program, with transformers or without, sets `isolatedModules`, or
# gives Node a larger `--stack-size`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund typescript@6.0.3
cp node_modules/typescript/lib/_tsc.js large.js
emit() {
  node node_modules/typescript/bin/tsc --ignoreConfig --allowJs --noCheck --noResolve --module commonjs --target esnext \
    --outDir out "$@" large.js >log 2>&1 || true
  grep -o -m1 'Maximum call stack size exceeded' log || ls out
}
seen="$(emit), $(emit --isolatedModules)"
expected='Maximum call stack size exceeded, large.js'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
