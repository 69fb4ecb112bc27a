// A package's folder goes in, the commands of the package manager that its lock file belongs to come out.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a user types, without what to install or to run. */
export interface PackageManager {
  readonly install: string;
  readonly add: string;
  readonly addForDevelopment: string;
  /** Moves one that is there for development only. */
  readonly move: string;
  /** Before the name of a script. */
  readonly script: string;
  /** Before the name of a program of a package. */
  readonly program: string;
  /** It refuses packages that declare another Node than the one that runs: yarn 1. */
  readonly checksEngines: boolean;
}

const MANAGERS: Readonly<Record<string, PackageManager>> = {
  npm: describe("npm", "npm install", "npm run", "npx"),
  pnpm: describe("pnpm", "pnpm add", "pnpm", "pnpm exec"),
  yarn: describe("yarn", "yarn add", "yarn", "yarn"),
  bun: describe("bun", "bun add", "bun run", "bunx"),
};

const LOCK_FILES: Readonly<Record<string, string>> = {
  "package-lock.json": "npm",
  "npm-shrinkwrap.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

function describe(name: string, add: string, script: string, program: string): PackageManager {
  const move = name === "npm" || name === "pnpm" ? `${add} --save-prod` : add;
  return {
    install: `${name} install`,
    add,
    addForDevelopment: `${add} ${name === "bun" ? "--dev" : "-D"}`,
    move,
    script,
    program,
    checksEngines: false,
  };
}

/**
 * Finds the package manager.
 * @param named the member `packageManager` of package.json, which goes before lock files: `pnpm@10.1.0`; where there is
 * neither, the one that has started this process
 */
export function packageManagerOf(folder: string, named: unknown): PackageManager {
  const { name, lock } = typeof named === "string" ? { name: named } : lockedBy(folder);
  const [program = "", version = ""] = name.split("@");
  const manager = (Object.hasOwn(MANAGERS, program) ? MANAGERS[program] : MANAGERS.npm) as PackageManager;
  const isFirstYarn = program === "yarn" && (version.startsWith("1.") || isFirstLock(lock));
  return isFirstYarn ? { ...manager, checksEngines: true } : manager;
}

function isFirstLock(lock: string | undefined) {
  return lock !== undefined && readFileSync(lock, "utf8").includes("# yarn lockfile v1");
}

/** The lock file of a package in a repository of several is at its root. */
function lockedBy(folder: string): { readonly name: string; readonly lock?: string } {
  const found = Object.keys(LOCK_FILES).find((name) => existsSync(join(folder, name)));
  if (found !== undefined) return { name: LOCK_FILES[found] as string, lock: join(folder, found) };
  const parent = dirname(folder);
  // As npm and the others say it: `pnpm/10.1.0 npm/? node/v20.19.0 linux x64`.
  const starter = process.env.npm_config_user_agent?.split("/")[0];
  return parent === folder ? { name: starter ?? "npm" } : lockedBy(parent);
}
