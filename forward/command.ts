#!/usr/bin/env node
// The program `uno-trace`: arguments go to uno-trace-build or uno-trace-view; where it is missing, `init` installs it, and all else says how.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { installCommand, missingBuild, nearestManifest, noPackage } from "../install/missing-build.js";
import { packageManagerOf } from "../install/package-manager.js";
import { missingView, VIEW_COMMANDS, VIEW_PACKAGE } from "../install/view-commands.js";
import { findBuild, findPackage, VERSION } from "./load.js";

/** Set for the command that goes on after an installation, which is not to install again. */
const INSTALLED = "UNO_TRACE_BUILD_INSTALLED";

const argv = process.argv.slice(2);
// What is wrong with arguments is for the command to say.
const { values } = parseArgs({
  args: argv,
  options: { cwd: { type: "string" }, "dry-run": { type: "boolean" } },
  strict: false,
});
const folder = resolve(typeof values.cwd === "string" ? values.cwd : ".");
const isOfView = Object.hasOwn(VIEW_COMMANDS, argv[0] ?? "");
const build = isOfView ? undefined : findBuild(folder);

if (isOfView) process.exitCode = runView();
else if (build?.version === VERSION) build.load("/cli");
else if (argv[0] === "--version" || argv[0] === "-v") console.log(VERSION);
else if (argv[0] === "init" && process.env[INSTALLED] === undefined) process.exitCode = installAndGoOn();
else
  process.exitCode = refuse(
    missingBuild({ asked: "this command", version: VERSION, found: build?.version, folder }),
  );

/** These need no uno-trace-build. */
function runView(): number {
  const view = findPackage(VIEW_PACKAGE, process.cwd());
  if (view?.version !== VERSION)
    return refuse(
      missingView({
        asked: `uno-trace ${argv[0]}`,
        version: VERSION,
        found: view?.version,
        folder: process.cwd(),
      }),
    );
  view.load("/cli");
  return 0;
}

function refuse(message: string): number {
  console.error(`uno-trace: ${message}`);
  return 1;
}

/** Nothing is asked: what it does is shown, as the package manager shows it. */
function installAndGoOn(): number {
  if (!existsSync(join(folder, "package.json"))) return refuse(noPackage(folder));
  const manager = packageManagerOf(folder, nearestManifest(folder)?.packageManager);
  const command = installCommand(manager, VERSION);
  if (values["dry-run"] === true) {
    console.log(`would run first: ${command}\nwhat else would change is known when that is installed`);
    return 0;
  }
  console.log(`$ ${command}`);
  const { status } = spawnSync(command, { cwd: folder, stdio: "inherit", shell: true });
  if (status !== 0) return refuse(`\`${command}\` failed. Mend what it says above, and run this again.`);
  // By a process of its own: Node remembers for this one that the package was not there.
  const [, program = ""] = process.argv;
  const env = { ...process.env, [INSTALLED]: "1" };
  return spawnSync(process.execPath, [program, ...argv], { stdio: "inherit", env }).status ?? 1;
}
