// dist/ as tsc has written it goes in; out come the packages: what runs stays, what builds goes to packages/build, the viewer to packages/view.
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const BUILD = "packages/build";
const VIEW = "packages/view";
const FOLDERS = ["transformer", "hosts", "esbuild-plugin", "cli"];

/** Moves the folders of uno-trace-build, and lets the entries of uno-trace that have their names lead there. */
export async function splitPackages() {
  rmSync(`${BUILD}/dist`, { recursive: true, force: true });
  mkdirSync(`${BUILD}/dist`, { recursive: true });
  for (const folder of FOLDERS) renameSync(`dist/${folder}`, `${BUILD}/dist/${folder}`);
  // What both say about an installation.
  cpSync("dist/install", `${BUILD}/dist/install`, { recursive: true });
  cpSync("dist/terminal", `${BUILD}/dist/terminal`, { recursive: true });
  rmSync(`${VIEW}/dist`, { recursive: true, force: true });
  mkdirSync(`${VIEW}/dist`, { recursive: true });
  for (const folder of ["view", "terminal"]) renameSync(`dist/${folder}`, `${VIEW}/dist/${folder}`);
  for (const folder of [BUILD, VIEW]) copyFileSync("LICENSE", `${folder}/LICENSE`);
  const { exports } = JSON.parse(readFileSync(`${BUILD}/package.json`, "utf8"));
  for (const [entry, target] of Object.entries(exports))
    if (target.require) await forward(entry.slice(1), target, existsSync(`dist/forward${entry.slice(1)}.js`));
  for (const program of ["dist/forward/command.js", `${BUILD}/dist/cli/main.js`]) chmodSync(program, 0o755);
}

/** What Node lets CommonJS require although it is an ES module, TypeScript wants declared for CommonJS as well. */
async function forward(entry, { default: module, require: required }, isWritten) {
  const real = join(BUILD, module.default);
  copyFileSync(join(BUILD, module.types), join(BUILD, required.types));
  if (isWritten) return copyFileSync(`dist/forward${entry}.d.ts`, `dist/forward${entry}.d.cts`);
  const names = Object.keys(await import(join("..", real)));
  const lines = names.map((name) =>
    name === "default" ? "export default entry.default;" : `export const ${name} = entry.${name};`,
  );
  const target = JSON.stringify(`uno-trace-build${entry}`);
  const types = `export * from ${target};\n${names.includes("default") ? `export { default } from ${target};\n` : ""}`;
  write(
    `${entry}.js`,
    `import { load } from "./load.js";\nconst entry = load("${entry}");\n${lines.join("\n")}\n`,
  );
  for (const ending of ["d.ts", "d.cts"]) write(`${entry}.${ending}`, types);
}

function write(name, text) {
  writeFileSync(join("dist/forward", name), text);
}
