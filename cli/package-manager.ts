// A package's folder goes in, the commands of the package manager that its lock file belongs to come out.
import { existsSync } from "node:fs";
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
  };
}

/**
 * Finds the package manager.
 * @param named the member `packageManager` of package.json, which goes before lock files: `pnpm@10.1.0`
 */
export function packageManagerOf(folder: string, named: unknown): PackageManager {
  const name = typeof named === "string" ? (named.split("@")[0] as string) : lockedBy(folder);
  return (Object.hasOwn(MANAGERS, name) ? MANAGERS[name] : MANAGERS.npm) as PackageManager;
}

/** The lock file of a package in a repository of several is at its root. */
function lockedBy(folder: string): string {
  const found = Object.keys(LOCK_FILES).find((name) => existsSync(join(folder, name)));
  if (found !== undefined) return LOCK_FILES[found] as string;
  const parent = dirname(folder);
  return parent === folder ? "npm" : lockedBy(parent);
}
