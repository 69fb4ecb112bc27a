// Many files at once are rewritten in threads: the output, the messages and the end of the process are the same.
import { afterAll, expect, it } from "vitest";
import { run } from "./processes.js";
import { installed, makeProject } from "./temporary-project.js";

const COUNT = 60;

const files = Object.fromEntries(
  Array.from({ length: COUNT }, (_, i) => [
    `src/m${i}.ts`,
    `${i === 50 ? "// @notrace\n" : ""}export function f${i}(n: number): number {\n  return n + ${i};\n}\n`,
  ]),
);

/** Builds by each host, counts the threads that were started, and may lose them. */
const BUILD = `
import threads from "node:worker_threads";
import { syncBuiltinESMExports } from "node:module";
let started = 0;
const Real = threads.Worker;
threads.Worker = class extends Real {
  constructor(file, options) {
    super(...(process.env.LOST ? ["process.exit()", { ...options, eval: true }] : [file, options]));
    started++;
  }
};
syncBuiltinESMExports();
const [host, cache] = process.argv.slice(2);
const option = { cache: cache === "cache" };
const make = {
  async esbuild() {
    const { build } = await import("esbuild");
    const { unoTrace } = await import("uno-trace/esbuild-plugin");
    const { outputFiles, warnings } = await build({ entryPoints: ["src/main.ts"], bundle: true, format: "esm", packages: "external", outdir: "out", write: false, sourcemap: true, logLevel: "silent", plugins: [unoTrace(option)] });
    return [outputFiles.map(({ text }) => text), warnings.map(({ text, location }) => text + location.file + location.line)];
  },
  async rolldown() {
    const { rolldown } = await import("rolldown");
    const { unoTrace } = await import("uno-trace/rolldown");
    const warnings = [];
    const bundle = await rolldown({ input: "js/main.js", external: /^uno-trace/, plugins: [unoTrace(option)], onLog: (_, { message }) => warnings.push(message) });
    const { output } = await bundle.generate({ format: "esm", sourcemap: true });
    return [output.map(({ code, map }) => [code, map?.mappings]), warnings];
  },
}[host];
const result = await make();
console.log(JSON.stringify({ started, result }));
`;

const main = (extension: string) =>
  Object.keys(files)
    .map((_, i) => `export * from "./m${i}.${extension}";\n`)
    .join("");
const plain = Object.fromEntries(
  Object.entries(files).map(([name, text]) => [
    name.replace("src", "js").replace(".ts", ".js"),
    text.replaceAll(": number", ""),
  ]),
);
const project = makeProject(
  {
    ...{ ...files, ...plain, "src/main.ts": main("ts"), "js/main.js": main("js"), "build.mjs": BUILD },
    "package.json": { type: "module" },
    "uno-trace.json": { include: ["src/**", "js/**"] },
  },
  { esbuild: installed("esbuild"), rolldown: installed("rolldown") },
);
afterAll(() => project.remove());

interface Built {
  readonly started: number;
  readonly result: unknown;
}

async function built(
  host: string,
  cache: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Built> {
  const { stdout, stderr, status } = await run(["build.mjs", host, cache], { cwd: project.folder, env });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  return JSON.parse(stdout) as Built;
}

it.each(["esbuild", "rolldown"])("%s: with threads, without, and from disk: the same", async (host) => {
  const lost = await built(host, "none", { LOST: "1" });
  const cold = await built(host, "cache");
  const warm = await built(host, "cache");
  // rolldown asks for a few at a time.
  if (host === "esbuild") expect(cold.started).toBeGreaterThan(0);
  expect(warm.started).toBe(0);
  expect(JSON.stringify(lost.result)).toContain("$state.on");
  expect(cold.result).toEqual(lost.result);
  expect(warm.result).toEqual(lost.result);
  expect(JSON.stringify(cold.result)).toContain("UNO1007");
});
