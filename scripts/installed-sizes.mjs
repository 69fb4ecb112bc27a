// Tarballs of the packages in (or none: they are packed as they are built); out a table of what each kind of installation brings.
// `node scripts/installed-sizes.mjs [TARBALL...]`; npm fetches compilers and dependencies from its registry.
import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

const TSPC = ["typescript@6.0.3", "ts-patch@4.0.1"];
const SETUPS = [
  { title: "production", tools: [], flags: ["--omit=dev"] },
  { title: "development with tspc", tools: TSPC, flags: [] },
  { title: "development with esbuild", tools: ["esbuild@0.28.2"], flags: [] },
  { title: "the compilers of both alone", tools: [...TSPC, "esbuild@0.28.2"], flags: [], isAlone: true },
];

const folder = mkdtempSync(join(tmpdir(), "uno-trace-sizes-"));
try {
  const given = process.argv.slice(2).map((path) => resolve(path));
  const tarballs = given.length > 0 ? given : pack();
  const rows = SETUPS.map((setup, index) => row(setup, tarballs, join(folder, String(index))));
  console.log(
    [
      "| installation | packages | files | MB | MB on disk |",
      "| --- | --- | --- | --- | --- |",
      ...rows,
    ].join("\n"),
  );
} finally {
  rmSync(folder, { recursive: true });
}

function pack() {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const written = [[], ["-w", "uno-trace-build"]].flatMap((which) =>
    JSON.parse(
      execFileSync("npm", [...args, ...which], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    ),
  );
  return written.map(({ filename }) => join(folder, filename));
}

function row({ title, tools, flags, isAlone }, tarballs, project) {
  const isBuildSide = (file) => basename(file).startsWith("uno-trace-build");
  const dependencies = isAlone ? [] : tarballs.filter((file) => !isBuildSide(file));
  const devDependencies = [...(isAlone ? [] : tarballs.filter(isBuildSide)), ...tools];
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const npm = (...args) =>
    execFileSync("npm", [...args, ...quiet, "--prefix", project], { stdio: ["ignore", "ignore", "inherit"] });
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), "{}");
  if (dependencies.length > 0) npm("install", "--package-lock-only", ...dependencies);
  if (devDependencies.length > 0) npm("install", "--package-lock-only", "--save-dev", ...devDependencies);
  npm("ci", ...flags);
  const { packages, files, bytes, blocks } = measured(join(project, "node_modules"));
  return `| ${title} | ${packages} | ${files} | ${inMegabytes(bytes)} | ${inMegabytes(blocks * 512)} |`;
}

function inMegabytes(bytes) {
  return (bytes / 1e6).toFixed(2);
}

/** What lies in a `node_modules`; npm's own note of what it has installed is not counted. */
function measured(root) {
  const all = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ".package-lock.json")
    .map((entry) => ({ path: join(entry.parentPath, entry.name), name: entry.name }));
  const stats = all.map(({ path }) => lstatSync(path));
  const isPackage = ({ path }) =>
    /node_modules\/(?:@[^/]+\/)?[^/@.]+\/package\.json$/.test(path.replaceAll("\\", "/"));
  return {
    packages: all.filter(isPackage).length,
    files: all.length,
    bytes: stats.reduce((sum, { size }) => sum + size, 0),
    blocks: stats.reduce((sum, { blocks }) => sum + blocks, 0),
  };
}
