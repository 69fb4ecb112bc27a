// Adds the platform packages that `npm install` left out of package-lock.json, without which `npm ci` refuses it.
// npm drops an optional package that it could not look up, and some mirrors hold those of their own platform alone.
// Run it after each change of dependencies: `node scripts/complete-lock.mjs`, with a folder for its lock file.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SYSTEMS = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
  "aix",
];
const CPUS = ["arm64", "x64", "ia32", "arm", "ppc64", "riscv64", "s390x", "loong64", "mips64el"];

const file = join(process.argv[2] ?? join(import.meta.dirname, ".."), "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const packages = lock.packages;

for (const [path, entry] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (/^\d/.test(version) && installedVersion(path, name) !== version) add(path, entry, name, version);
  }
}
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

/** The version that Node's own look-up would find from a package's folder. */
function installedVersion(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const found = packages[`${at ? `${at}/` : ""}node_modules/${name}`];
    if (found || at === "") return found?.version;
    if (!at.includes("/node_modules/")) at = "";
  }
}

function add(path, parent, name, version) {
  const top = `node_modules/${name}`;
  const key = packages[top] ? `${path}/node_modules/${name}` : top;
  packages[key] = {
    version,
    ...(parent.dev ? { dev: true } : {}),
    ...platformOf(name),
    optional: true,
  };
  console.log(`added ${key}@${version}`);
}

function platformOf(name) {
  const words = name.split(/[/-]/);
  const cpu = CPUS.find((candidate) => words.includes(candidate));
  const os = SYSTEMS.find((candidate) => words.includes(candidate));
  const libc = words.some((word) => word.startsWith("musl"))
    ? "musl"
    : words.some((word) => word.startsWith("gnu"))
      ? "glibc"
      : undefined;
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(os ? { os: [os] } : {}), ...(libc ? { libc: [libc] } : {}) };
}
