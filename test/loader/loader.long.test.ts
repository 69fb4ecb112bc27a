// `--import uno-trace/loader` on the Node of this process: more of what is traced and what stays as it is than in loader.test.ts.
import { afterEach, expect, it } from "vitest";
import { run } from "../toolchains/processes.js";
import { installed, type TemporaryProject } from "../toolchains/temporary-project.js";
import { makeInstalled } from "./installed-project.js";
import { PRINTED, programIn } from "./program.js";

let project: TemporaryProject;
afterEach(() => project.remove());

const IMPORT = ["--import", "uno-trace/loader"];

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  run(args, { cwd: project.folder, env: { NODE_ENV: "development", ...env } });

const MARKED = "\n// @trace\nexport function total(n) {\n  return n * 2;\n}\n";
const MODULE = { "package.json": { name: "shop", version: "1.0.0", type: "module" } };

it("CommonJS: all that is imported or required is traced", async () => {
  const { files, main } = programIn("cjs js");
  project = makeInstalled(files);
  const expected = { status: 0, stdout: PRINTED.replaceAll("EXT", "js"), stderr: "" };
  expect(await start([...IMPORT, main])).toEqual(expected);
  expect(await start(["--require", "uno-trace/loader", main])).toEqual(expected);
  // Named twice, it traces once.
  expect(await start([...IMPORT, main], { NODE_OPTIONS: IMPORT.join(" ") })).toEqual(expected);
});

it("lines of errors stay, and columns with source maps, also those that a file brought itself", async () => {
  const thrower = "// @trace\nexport function fail() { const n = 1; if (n) throw new Error('x'); }\n";
  const main =
    'import { fail } from "./fail.js";\ntry { fail(); } catch (error) { console.log(/fail\\.\\w+:\\d+:\\d+/.exec(error.stack)[0]); }\n';
  project = makeInstalled({ ...MODULE, "fail.js": thrower, "main.js": main });
  const place = (await start(["main.js"])).stdout;
  expect((await start([...IMPORT, "main.js"])).stdout).toMatch(/fail\.js:2:/);
  expect((await start([...IMPORT, "--enable-source-maps", "main.js"])).stdout).toBe(place);
  const map = { version: 3, sources: ["fail.ts"], names: [], mappings: "AAAA;AACA", sourcesContent: [null] };
  const comment = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}\n`;
  project.write("fail.js", thrower + comment);
  expect((await start([...IMPORT, "--enable-source-maps", "main.js"])).stdout).toMatch(/fail\.ts:2:/);
});

it("workers and child processes trace as well", async () => {
  project = makeInstalled({
    ...MODULE,
    "total.js": MARKED,
    "worker.js":
      'import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";\nimport { total } from "./total.js";\n' +
      "const exporter = new InMemorySpanExporter();\nconst monitoring = setupMonitoring({ exporter });\n" +
      "total(1);\nawait monitoring.forceFlush();\nconsole.log(exporter.getFinishedSpans().length);\n",
    "main.js":
      'import { fork } from "node:child_process";\nimport { once } from "node:events";\nimport { Worker } from "node:worker_threads";\n' +
      'await once(new Worker(new URL("worker.js", import.meta.url)), "exit");\nawait once(fork("worker.js"), "exit");\n',
  });
  expect((await start([...IMPORT, "main.js"])).stdout).toBe("1\n1\n");
});

it("installed packages are left alone, unless a glob names them", async () => {
  project = makeInstalled({
    ...MODULE,
    "node_modules/other/package.json": { name: "other", type: "module", exports: "./index.js" },
    "node_modules/other/index.js": MARKED,
    "main.js":
      'import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";\nimport { total } from "other";\n' +
      "const exporter = new InMemorySpanExporter();\nconst monitoring = setupMonitoring({ exporter });\n" +
      "total(1);\nawait monitoring.forceFlush();\nconsole.log(exporter.getFinishedSpans().length);\n",
  });
  expect((await start([...IMPORT, "main.js"])).stdout).toBe("0\n");
  project.write("uno-trace.json", { include: ["node_modules/other/**"] });
  expect((await start([...IMPORT, "main.js"])).stdout).toBe("1\n");
});

it("what a build has traced is not traced again", async () => {
  const built =
    'import * as __uno from "uno-trace/abi";\n// @trace\nexport function total() { return __uno.$enter.length; }\n';
  project = makeInstalled({
    ...MODULE,
    "total.js": built,
    "main.js":
      'import { total } from "./total.js";\nconsole.log(/__uno_\\d/.test(String(total)), total());\n',
  });
  expect((await start([...IMPORT, "main.js"])).stdout).toBe("false 1\n");
});

it("a program that reads its own source reads what is on disk", async () => {
  const own =
    '// @trace\nfunction total() { return 1; }\nconst { readFileSync } = require("node:fs");\n' +
    'console.log(total(), readFileSync(__filename, "utf8").includes("__uno" + "_0"));\n';
  project = makeInstalled({ "package.json": { name: "shop", version: "1.0.0" }, "main.js": own });
  expect((await start([...IMPORT, "main.js"])).stdout).toBe("1 false\n");
});

it("an SDK that the program sets up gets the spans, before the loader and after it", async () => {
  const sdk =
    'import { BasicTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";\n' +
    'import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";\n' +
    'import { context, trace } from "@opentelemetry/api";\n' +
    "const exporter = { export: (spans, done) => { console.log(spans[0].name); done({ code: 0 }); }, shutdown: async () => {} };\n" +
    "context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());\n" +
    "trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));\n";
  const files = { ...MODULE, "total.js": MARKED, "sdk.js": sdk };
  const main = 'const { total } = await import("./total.js");\ntotal(1);\n';
  project = makeInstalled(
    { ...files, "main.js": main, "own.js": `import "./sdk.js";\n${main}` },
    { "@opentelemetry": installed("@opentelemetry") },
  );
  const expected = { status: 0, stdout: "total\n", stderr: "" };
  expect(await start(["--import", "./sdk.js", ...IMPORT, "main.js"])).toEqual(expected);
  expect(await start([...IMPORT, "own.js"])).toEqual(expected);
});
