#!/usr/bin/env bash
# npm 11.19 (Node 20.20, Linux): --omit=dev installs a development dependency that a dependency names as an optional peer.
# Expected: `npm ci --omit=dev` leaves out all of devDependencies; nobody asked for them in production.
# Seen: bufferutil is left out beside a dependency that does not know it, and installed, with its own dependencies,
#   beside ws, of which it is an optional peer. The lock file calls it devOptional, which only --omit=optional, too, leaves out.
# So: a package that runs in production must not name its build tools as optional peers: they come along wherever
#   somebody builds with them (decision 23). Whoever ships images looks at what `npm ci --omit=dev` really installs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npx --yes npm@11.19.1 --version >/dev/null
seen=""
for dependency in leven@3.1.0 ws@8.18.0; do
  mkdir "$dependency"
  cd "$dependency"
  echo '{}' >package.json
  npm=(npx --yes npm@11.19.1)
  quiet=(--silent --no-audit --no-fund --ignore-scripts)
  "${npm[@]}" install "${quiet[@]}" --package-lock-only "$dependency"
  "${npm[@]}" install "${quiet[@]}" --package-lock-only --save-dev bufferutil@4.0.8
  "${npm[@]}" ci "${quiet[@]}" --omit=dev
  seen+="$(ls node_modules | tr '\n' ' ')"
  cd ..
done
expected='leven bufferutil node-gyp-build ws '
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
