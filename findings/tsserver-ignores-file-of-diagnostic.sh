#!/usr/bin/env bash
# TypeScript 6.0.3, 5.9.3 (Node 20.20, Linux): tsserver shows a diagnostic that a plugin has of another file in the file that was asked for.
# Expected: a Diagnostic has a `file`, so tsserver names that file, or leaves the diagnostic out.
# Seen: the place is counted in the text of the file that was asked for, cut at its end: `wrong`, line 41 of settings.json,
# is told at the end of line 1 of a.ts. The places of relatedInformation are counted in their own files.
# So: a plugin of a language service says what is wrong with a configuration file at a place of the file that was asked
# for, and names the right one in relatedInformation.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund typescript@6.0.3 typescript5@npm:typescript@5.9.3
mkdir node_modules/settings-plugin
cat >node_modules/settings-plugin/index.js <<'PLUGIN'
module.exports = ({ typescript: ts }) => ({
  create: ({ languageService }) => ({
    ...languageService,
    getSemanticDiagnostics(name) {
      const text = "{\n".repeat(40) + "wrong";
      const place = { file: ts.parseJsonText("settings.json", text), start: text.indexOf("wrong"), length: 5 };
      const said = { ...place, category: ts.DiagnosticCategory.Warning, code: 1, messageText: "not JSON" };
      return [...languageService.getSemanticDiagnostics(name), { ...said, relatedInformation: [said] }];
    },
  }),
});
PLUGIN
echo '{ "compilerOptions": { "noLib": true, "types": [], "plugins": [{ "name": "settings-plugin" }] } }' >tsconfig.json
echo 'const n: number = 1;' >a.ts
cat >program.mjs <<'PROGRAM'
import { spawn } from "node:child_process";
import { resolve } from "node:path";

const [, , compiler] = process.argv;
const script = `node_modules/${compiler}/lib/tsserver.js`;
const server = spawn(process.execPath, [script, "--disableAutomaticTypingAcquisition"]);
const file = resolve("a.ts");
for (const [index, command] of ["open", "semanticDiagnosticsSync"].entries())
  server.stdin.write(`${JSON.stringify({ seq: index + 1, type: "request", command, arguments: { file } })}\n`);
let said = "";
server.stdout.on("data", (chunk) => {
  said += chunk;
  const answer = /\{[^\n]*"command":"semanticDiagnosticsSync"[^\n]*\}(?=\n)/.exec(said)?.[0];
  if (answer === undefined) return;
  server.kill();
  for (const { start, relatedInformation } of JSON.parse(answer).body) {
    const [{ span }] = relatedInformation;
    console.log(`a.ts:${start.line}, related ${span.file}:${span.start.line}`);
  }
});
PROGRAM
for compiler in typescript typescript5; do
  seen=$(node program.mjs "$compiler")
  expected='a.ts:1, related settings.json:41'
  printf '%s: %s\n' "$compiler" "$seen"
  [ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
done
