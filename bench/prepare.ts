// Installs the peers, and builds the measuring programs: uno-trace's functions with its plugin, all others without.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { unoTrace } from "uno-trace/esbuild-plugin";

const FOLDER = resolve("bench");
/** Where programs are built. */
export const BUILT: string = join(FOLDER, ".build");

/** The tracers that are compared; each is a file of `peers/`. */
export const PEERS = [
  "plain",
  "floor",
  "uno-trace",
  "opentelemetry",
  "dd-trace",
  "sentry",
  "autotel",
] as const;

/** The name of a compared tracer. */
export type PeerName = (typeof PEERS)[number];

/** Installs what only the benchmarks need, where it is missing. */
export function installPeers(): void {
  if (!existsSync(join(FOLDER, "node_modules/autocannon"))) {
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["ci", ...options], { cwd: FOLDER, stdio: "inherit" });
  }
  linkPackage();
}

/** Lets the measuring programs import `uno-trace` as any program does. */
export function linkPackage(): void {
  const link = join(FOLDER, "node_modules/uno-trace");
  mkdirSync(join(FOLDER, "node_modules"), { recursive: true });
  if (!existsSync(link)) symlinkSync("../..", link, "dir");
}

/** Builds the measuring program of a tracer and gives its path back. */
export async function buildPeer(peer: PeerName): Promise<string> {
  return buildProgram(
    `${peer}.mjs`,
    `import { setUp } from "./peers/${peer}.js"; import { answer } from "./measure/peer.js"; await answer(setUp);`,
    peer === "uno-trace",
  );
}

/** Builds a process of the measured service. */
export async function buildService(name: string, isTraced: boolean): Promise<string> {
  return buildProgram(`service-${name}.mjs`, `import "./service/${name}.js";`, isTraced);
}

/** Where autocannon's program is. */
export function loadGenerator(): string {
  return join(FOLDER, "node_modules/autocannon/autocannon.js");
}

/** Builds a program of this folder from its text, with the plugin or without. */
export async function buildProgram(name: string, contents: string, isTraced: boolean): Promise<string> {
  const outfile = join(BUILT, name);
  await build({
    stdin: { contents, resolveDir: FOLDER, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
    plugins: isTraced ? [unoTrace()] : [],
  });
  return outfile;
}
