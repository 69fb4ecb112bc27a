// Folders of tests as arguments: what their lock files pin is installed there, one after the other, each by one process.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const root = join(import.meta.dirname, "../..");
const state = join(root, ".tmp/installs");
mkdirSync(state, { recursive: true });

async function install(folder) {
  const lock = join(state, `${basename(folder)}.pid`);
  while (!isTaken(lock)) await delay(200);
  try {
    if (!isInstalled(folder)) reinstall(folder);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes a lock, also from a process that has ended without giving it back. */
function isTaken(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!isHeld(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isHeld(lock) {
  try {
    // Empty as it is made.
    return process.kill(Number(readFileSync(lock, "utf8") || process.pid), 0);
  } catch {
    return false;
  }
}

const markOf = (folder) => join(state, `${basename(folder)}.sha256`);
const hashOf = (folder) =>
  createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");

function isInstalled(folder) {
  const mark = markOf(folder);
  const isThere = existsSync(join(folder, "node_modules")) && existsSync(mark);
  return isThere && readFileSync(mark, "utf8") === hashOf(folder);
}

function reinstall(folder) {
  rmSync(markOf(folder), { force: true });
  const quiet = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["ci", ...quiet, ...optionalOf(folder)], { cwd: folder, stdio: "inherit" });
  const link = join(folder, "node_modules/uno-trace");
  if (!existsSync(link)) symlinkSync(relative(join(folder, "node_modules"), root), link, "dir");
  writeFileSync(markOf(folder), hashOf(folder));
}

/** Native parts of the peers of these are left out: no test needs them. */
const WITHOUT_OPTIONAL = new Set(["test/backends", "test/bridge", "test/bridge/otel3"]);

function optionalOf(folder) {
  return WITHOUT_OPTIONAL.has(toPosix(relative(root, folder))) ? ["--omit=optional"] : [];
}

const toPosix = (path) => path.replaceAll("\\", "/");

for (const folder of process.argv.slice(2)) await install(join(root, folder));
