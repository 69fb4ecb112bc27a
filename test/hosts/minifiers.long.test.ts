// Real minifiers that rename properties, over generated code whose runtime stays outside: the words of docs/esbuild.md.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { packagesOf } from "../harness/installs.js";
import { run } from "../toolchains/processes.js";
import { makeProject } from "../toolchains/temporary-project.js";

const require = createRequire(pathToFileURL(join(import.meta.dirname, "package.json")));

const project = makeProject({
  "package.json": { type: "module" },
  "main.ts": `import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";
const exporter = new InMemorySpanExporter();
const monitoring = setupMonitoring({ exporter });
// @trace args=id result kind=client
async function load(id: string) { await null; return id + "!"; }
// @trace
function* count() { yield 1; yield 2; }
await load([...count()].join());
await monitoring.forceFlush();
console.log(exporter.getFinishedSpans().map(({ name, attributes }) => name + attributes["result"]).join());
`,
});

let code: string;

beforeAll(async () => {
  await packagesOf("test/hosts");
  const { outputFiles } = await build({
    absWorkingDir: project.folder,
    entryPoints: ["main.ts"],
    bundle: true,
    packages: "external",
    format: "esm",
    write: false,
    plugins: [unoTrace()],
  });
  code = outputFiles[0]?.text ?? "";
}, 600_000);

afterAll(() => project.remove());

interface Mangling {
  readonly regex: RegExp;
  readonly reserved: readonly string[];
  readonly keep_quoted: true;
}
type Minify = (code: string, options: object) => Promise<{ code: string }>;

/** What each of them makes of the code. */
const MINIFIERS: Readonly<Record<string, (properties: Mangling) => Promise<string>>> = {
  terser: async (properties) =>
    (await (require("terser").minify as Minify)(code, { module: true, mangle: { properties } })).code,
  SWC: async ({ regex: { source: regex }, reserved }) =>
    (
      await (require("@swc/core").minify as Minify)(code, {
        module: true,
        mangle: { props: { regex, reserved, keepQuoted: true } },
      })
    ).code,
};

async function runMinified(minifier: string, regex: RegExp, reserved: readonly string[]) {
  project.write("out.mjs", (await MINIFIERS[minifier]?.({ regex, reserved, keep_quoted: true })) ?? "");
  return run(["out.mjs"], { cwd: project.folder });
}

it.each([
  ["terser", /^\$/],
  ["terser", /^[_$]/],
  ["SWC", /^[_$]/],
])("%s with %s, told the names of uno-trace/abi", async (minifier, regex) => {
  const abi = Object.keys(await import("uno-trace/abi"));
  const { stdout, stderr } = await runMinified(minifier, regex, abi);
  expect({ stdout, stderr }).toEqual({ stdout: "countundefined,load1,2!\n", stderr: "" });
});

it("terser, not told, breaks each call of a traced function", async () => {
  const { status, stderr } = await runMinified("terser", /^\$/, []);
  expect(stderr).toMatch(/TypeError: Cannot read properties of undefined \(reading .on.\)/);
  expect(status).toBe(1);
});
