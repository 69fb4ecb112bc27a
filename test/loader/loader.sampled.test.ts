// `--import uno-trace/loader` on the Node of this process: what is traced, what is said, and what stays as it is.
import { afterEach, expect, it } from "vitest";
import { inFull, sampleOf } from "../harness/sample.js";
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

it.each(sampleOf(["esm js", "cjs js"] as const, 2))(
  "%s: all that is imported or required is traced",
  async (language) => {
    const { files, main } = programIn(language);
    project = makeInstalled(files);
    const expected = { status: 0, stdout: PRINTED.replaceAll("EXT", "js"), stderr: "" };
    expect(await start([...IMPORT, main])).toEqual(expected);
    expect(await start(["--require", "uno-trace/loader", main])).toEqual(expected);
    // Named twice, it traces once.
    expect(await start([...IMPORT, main], { NODE_OPTIONS: IMPORT.join(" ") })).toEqual(expected);
  },
);

it("sets monitoring up: spans are printed, the program's own output, arguments and exit code stay", async () => {
  project = makeInstalled({
    ...MODULE,
    "total.js": MARKED,
    "main.js":
      'import { total } from "./total.js";\nconsole.log(total(2), process.argv.slice(2).join());\nprocess.exitCode = 3;\n',
  });
  const { status, stdout, stderr } = await start([...IMPORT, "main.js", "a", "b"]);
  expect({ status, stdout }).toEqual({ status: 3, stdout: "4 a,b\n" });
  expect(stderr).toMatch(/^trace [^\n]* · 1 span · [^\n]*\ntotal [^\n]*✓\n\n$/);
});

it("a mistake ends the program, with its place", async () => {
  project = makeInstalled({
    ...MODULE,
    "total.js": MARKED.replace("@trace", "@trace kind=sever"),
    "main.mjs":
      'console.log("begun");\nawait import("./total.js").catch(({ message }) => console.log(message));\n',
    "required.cjs": 'require("./other.cjs");\n',
    "other.cjs": "// @trace\nlet x;\n",
  });
  const { stdout } = await start([...IMPORT, "main.mjs"]);
  expect(stdout).toMatch(/^begun\nuno-trace cannot trace this program\ntotal\.js:2:11 - error UNO\d{4}: /);
  const required = await start([...IMPORT, "required.cjs"]);
  expect(required.status).toBe(1);
  expect(required.stderr).toMatch(/other\.cjs:1:4 - error UNO\d{4}: /);
});

it("a broken uno-trace.json ends the program, and no other program than that", async () => {
  project = makeInstalled({
    ...MODULE,
    "main.js": 'console.log("begun");\n',
    "uno-trace.json": '{\n  "inclde": []\n}',
    "node_modules/tool/cli.js": 'console.log("tool");\n',
  });
  const broken = await start([...IMPORT, "main.js"]);
  expect({ status: broken.status, stdout: broken.stdout }).toEqual({ status: 1, stdout: "" });
  expect(broken.stderr).toMatch(/uno-trace\.json:2:3 - error UNO\d{4}: .*inclde/);
  const tool = await start(["node_modules/tool/cli.js"], { NODE_OPTIONS: IMPORT.join(" ") });
  expect(tool).toMatchObject({ status: 0, stdout: "tool\n" });
  expect(tool.stderr).not.toContain("cannot trace");
});

it("where nothing traced was loaded it says so, and nothing in programs that are not the user's", async () => {
  project = makeInstalled({
    ...MODULE,
    "total.js": MARKED,
    "main.js": "",
    "node_modules/tool/cli.js": "",
  });
  expect((await start([...IMPORT, "main.js"])).stderr).toMatch(
    /^uno-trace: no traced code was loaded, though total\.js:2 asks for it: uno-trace\/loader traces what this process loads/,
  );
  const env = { NODE_OPTIONS: IMPORT.join(" ") };
  expect((await start(["node_modules/tool/cli.js"], env)).stderr).toBe("");
});

it("without uno-trace-build it says how to install that", async () => {
  project = makeInstalled({ ...MODULE, "main.js": 'console.log("begun");\n' }, {}, false);
  const { status, stdout, stderr } = await start([...IMPORT, "main.js"]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/uno-trace\/loader needs uno-trace-build, which is not installed/);
});

inFull(() => {
  it("lines of errors stay, and columns with source maps, also those that a file brought itself", async () => {
    const thrower = "// @trace\nexport function fail() { const n = 1; if (n) throw new Error('x'); }\n";
    const main =
      'import { fail } from "./fail.js";\ntry { fail(); } catch (error) { console.log(/fail\\.\\w+:\\d+:\\d+/.exec(error.stack)[0]); }\n';
    project = makeInstalled({ ...MODULE, "fail.js": thrower, "main.js": main });
    const place = (await start(["main.js"])).stdout;
    expect((await start([...IMPORT, "main.js"])).stdout).toMatch(/fail\.js:2:/);
    expect((await start([...IMPORT, "--enable-source-maps", "main.js"])).stdout).toBe(place);
    const map = {
      version: 3,
      sources: ["fail.ts"],
      names: [],
      mappings: "AAAA;AACA",
      sourcesContent: [null],
    };
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
});

it("says once that Node's own report of coverage is not about the source, unless it reads maps", async () => {
  const test =
    'import { test } from "node:test";\nimport { total } from "./total.js";\ntest("a", () => { total(1); });\n';
  project = makeInstalled({ ...MODULE, "total.js": MARKED, "a.test.js": test, "b.test.js": test });
  const covered = ["--test", "--experimental-test-coverage"];
  const said = async (...more: string[]) => {
    const { status, stdout, stderr } = await start([...more, ...IMPORT, ...covered]);
    expect(status, stdout + stderr).toBe(0);
    return (stdout + stderr).split("Add --enable-source-maps, or run c8").length - 1;
  };
  expect(await said()).toBe(1);
  expect(await said("--enable-source-maps")).toBe(0);
});
