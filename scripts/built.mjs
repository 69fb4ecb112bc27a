// The sources in; whether dist/ was built of them as they are, out.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MARK = ".tmp/built.sha256";
const FOLDERS = JSON.parse(readFileSync("tsconfig.build.json", "utf8")).include;
// What the build reads besides; the lock file pins the compiler.
const FILES = [
  ...["package.json", "package-lock.json", "uno-trace.schema.json"],
  ...["tsconfig.json", "tsconfig.build.json"],
  ...["packages/build/package.json", "packages/view/package.json"],
  ...[
    "build",
    "build-page",
    "bundle-runtime",
    "config-validator",
    "prune-declarations",
    "split-packages",
  ].map((name) => `scripts/${name}.mjs`),
];
const OUTPUTS = [
  "packages/build/dist/cli/main.js",
  "packages/view/dist/view/main.js",
  "packages/view/dist/page/index.html",
  "dist/forward/command.js",
  "dist/cjs/runtime/index.js",
  "transformer/config-validator.cjs",
];

/** Whether nothing has changed since the last build. */
export function isBuilt() {
  return (
    OUTPUTS.every((file) => existsSync(file)) &&
    existsSync(MARK) &&
    readFileSync(MARK, "utf8") === hashOfSources()
  );
}

/** A build begins: what it leaves behind where it fails is none. */
export function noteUnbuilt() {
  rmSync(MARK, { force: true });
}

/** A build has ended well. */
export function noteBuilt() {
  mkdirSync(".tmp", { recursive: true });
  writeFileSync(MARK, hashOfSources());
}

function hashOfSources() {
  const hash = createHash("sha256");
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:tsx?|css|html)$/.test(name))
      .map((name) => join(folder, name)),
  );
  for (const file of [...FILES, ...sources.sort()])
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}
