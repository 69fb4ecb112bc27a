// dist/runtime as tsc has written it in; out the same entries in few files, as ES modules and as CommonJS.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";

const FROM = "dist/runtime";
const ENTRIES = ["index", "abi/index", "abi/functions", "register", "opentelemetry/index", "too-old"];

// What traced code needs, what makes spans by hand, and the rest: rooms of docs/architecture.md, from the ground up.
const PARTS = {
  core: [
    "ground",
    "model",
    "sampling",
    "state",
    "recording",
    "span",
    "context",
    "start",
    "bridge",
    "notices",
    "abi",
  ],
  api: ["propagators", "api", "logs"],
  monitoring: [
    "middleware",
    "instrumentation",
    "http-client",
    "trace-tree",
    "otlp",
    "processors",
    "exporters",
    "setup",
  ],
};

/** Replaces the modules in dist/runtime, and writes dist/cjs/runtime, whose declarations serve both. */
export async function bundleRuntime() {
  const modules = readdirSync(FROM, { recursive: true }).filter((name) => name.endsWith(".js"));
  refuseStrangers(modules);
  rmSync("dist/cjs", { recursive: true, force: true });
  mkdirSync("dist/cjs");
  writeFileSync("dist/cjs/package.json", '{"type":"commonjs"}\n');
  await joinDeclarations();
  const built = await rolldown({
    input: Object.fromEntries(ENTRIES.map((name) => [name, join(FROM, `${name}.js`)])),
    // Node's modules are external; `node` would put a stand-in for `require` into every file.
    platform: "neutral",
    external: [/^node:/, /^@opentelemetry\//],
    // What a program does not use is for its own bundler to find out; here nothing may get lost.
    treeshake: false,
  });
  const esm = await written(built, "esm");
  const cjs = await written(built, "cjs");
  for (const name of modules) rmSync(join(FROM, name));
  place(esm, FROM);
  place(cjs, "dist/cjs/runtime");
  shareDeclarations();
  shareCopies();
}

/** Joins the declarations as the modules are: a file takes a block of the disk, however short it is. */
async function joinDeclarations() {
  const paths = Object.fromEntries(ENTRIES.map((name) => [name, resolve(FROM, `${name}.d.ts`)]));
  const built = await rolldown({
    input: paths,
    platform: "neutral",
    external: [/^node:/, /^@opentelemetry\//],
    plugins: [dts({ dtsOnly: true, sourcemap: false })],
  });
  const { output } = await built.generate({ entryFileNames: "[name].ts", chunkFileNames: "[name].ts" });
  for (const { fileName, code } of output) {
    const path = join("dist/cjs/runtime", fileName);
    mkdirSync(dirname(path), { recursive: true });
    const source = paths[fileName.replace(/\.d\.ts$/, "")];
    writeFileSync(path, [...(source === undefined ? [] : missingReferences(source, code)), code].join("\n"));
  }
}

// The plugin keeps only some of them.
function missingReferences(source, code) {
  const references = readFileSync(source, "utf8").match(/^\/\/\/ <reference .*$/gm) ?? [];
  return references.filter((line) => !code.includes(line));
}

// A room in no part would become a file of its own, which traced code may load, and which no list of side effects names.
function refuseStrangers(modules) {
  const known = new Set([...Object.values(PARTS).flat(), ...ENTRIES.map((name) => name.split("/")[0])]);
  const strangers = modules
    .map((name) => name.split(/[\\/]/))
    .filter(([room, ...rest]) => rest.length > 0 && !known.has(room));
  if (strangers.length > 0)
    throw new Error(`say in PARTS where the room of ${strangers[0].join("/")} belongs`);
}

async function written(built, format) {
  const { output } = await built.generate({
    format,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    minifyInternalExports: false,
    codeSplitting: {
      groups: Object.entries(PARTS).map(([name, rooms]) => ({ name, test: (id) => isIn(id, rooms) })),
    },
    // The reasons stand in the source; TSDoc is in the declarations.
    comments: false,
  });
  return output;
}

function isIn(id, rooms) {
  const [room, ...rest] = id.replaceAll("\\", "/").split("/dist/runtime/")[1]?.split("/") ?? [];
  return rest.length > 0 && !id.endsWith("/abi/index.js") && rooms.includes(room);
}

function place(output, folder) {
  for (const { fileName, code } of output) {
    mkdirSync(join(folder, fileName, ".."), { recursive: true });
    // Where a module began is for nobody to read.
    const bare = code.replaceAll(/^\/\/ dist\/runtime\/.*\n/gm, "");
    // Who still needs CommonJS may be too old for the prefix: Jest before 27, webpack 4.
    writeFileSync(join(folder, fileName), bare.replaceAll('require("node:', 'require("'));
  }
}

/** An ES module may name what CommonJS declares; the other way round older compilers refuse (TS1479). */
function shareDeclarations() {
  for (const name of readdirSync(FROM, { recursive: true }))
    if (name.endsWith(".d.ts")) rmSync(join(FROM, name));
  for (const name of ENTRIES) {
    const path = `${"../".repeat(name.split("/").length)}cjs/runtime/${name}.js`;
    writeFileSync(join(FROM, `${name}.d.ts`), `export * from "${path}";\n`);
  }
}

/**
 * Whoever requires this release gets the copy that was loaded first, however often a program empties `require.cache`:
 * another copy would take the language as the program has patched it by then.
 */
function shareCopies() {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const name of ["index", "core"]) {
    renameSync(`dist/cjs/runtime/${name}.js`, `dist/cjs/runtime/${name}-copy.js`);
    writeFileSync(
      `dist/cjs/runtime/${name}.js`,
      `"use strict";
// This part of the release, loaded once for each global object.
const key = Symbol.for("uno-trace.${name}.${version}");
const known = globalThis[key];
module.exports = known === undefined ? require("./${name}-copy.js") : known;
if (known === undefined) Reflect.defineProperty(globalThis, key, { value: module.exports });
`,
    );
  }
}
