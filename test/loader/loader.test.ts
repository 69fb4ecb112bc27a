// `--import uno-trace/loader` on the Node of this process: what is traced, what is said, and what stays as it is.
import { afterEach, expect, it } from "vitest";
import { run } from "../toolchains/processes.js";
import type { TemporaryProject } from "../toolchains/temporary-project.js";
import { makeInstalled } from "./installed-project.js";
import { PRINTED, programIn } from "./program.js";

let project: TemporaryProject;
afterEach(() => project.remove());

const IMPORT = ["--import", "uno-trace/loader"];

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  run(args, { cwd: project.folder, env: { NODE_ENV: "development", ...env } });

const MARKED = "\n// @trace\nexport function total(n) {\n  return n * 2;\n}\n";
const MODULE = { "package.json": { name: "shop", version: "1.0.0", type: "module" } };

it("all that is imported or required is traced", async () => {
  const { files, main } = programIn("esm js");
  project = makeInstalled(files);
  const expected = { status: 0, stdout: PRINTED.replaceAll("EXT", "js"), stderr: "" };
  expect(await start([...IMPORT, main])).toEqual(expected);
  expect(await start(["--require", "uno-trace/loader", main])).toEqual(expected);
  // Named twice, it traces once.
  expect(await start([...IMPORT, main], { NODE_OPTIONS: IMPORT.join(" ") })).toEqual(expected);
});

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
