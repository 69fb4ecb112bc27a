// Programs in which no span is made, of rarer kinds; what they say of it, when, and that others say nothing.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { TemporaryProject } from "../temporary-project.js";
import { CALLED, makeBuilt, node, TSC, TSPC, UNMARKED, UNTRACED } from "./built-program.js";

let project: TemporaryProject;
afterEach(() => project.remove());

const SET_UP = 'import { setupMonitoring } from "uno-trace/runtime";\n';

describe("a program that an unpatched tsc has built", () => {
  it("says so where spans are made by hand, and in production with the output alone", () => {
    project = makeBuilt(TSC);
    project.write(
      "dist/manual.js",
      `${SET_UP}import "./checkout.js";\nsetupMonitoring().tracer.withSpan("by hand", () => {});\n`,
    );
    expect(node(project, ["dist/manual.js"]).stderr).toContain("src/checkout.ts:3 asks for it: build with");
    rmSync(project.path("src"), { recursive: true });
    const { stderr } = node(project, ["dist/main.js"], { env: { NODE_ENV: "production" } });
    expect(stderr).toContain("though dist/checkout.js:2 asks for it: build with `tspc`");
  });

  it("says so some seconds after the set-up", () => {
    project = makeBuilt(TSC);
    // Leaves without an event once stderr was written to; without a note it ends by itself after a while.
    const server = `import { fstatSync } from "node:fs";
      process.removeAllListeners("exit");
      const write = process.stderr.write;
      process.stderr.write = (...all) => (write.apply(process.stderr, all), process.reallyExit(7));
      setTimeout(() => process.reallyExit(8), 40_000);\n`;
    project.write("dist/server.js", `import "./main.js";\n${server}`);
    expect(node(project, ["dist/server.js"])).toMatchObject({
      stderr: expect.stringMatching(UNTRACED),
      status: 7,
    });
  });
});

describe("a program that was built right", () => {
  it("has an entry that imports nothing traced", () => {
    project = makeBuilt(TSPC, { "dist/migrate.js": `${SET_UP}setupMonitoring();\n` });
    const note =
      "uno-trace: no traced code was loaded, so there is no span: nothing imports dist/checkout.js\n";
    expect(node(project, ["dist/migrate.js"]).stderr).toBe(note);
    expect(node(project, ["dist/migrate.js"], { env: { NODE_ENV: "production" } }).stderr).toBe("");
  });

  it("was built by a release whose generated code imports the runtime", () => {
    project = makeBuilt(TSPC);
    project.write(
      "dist/checkout.js",
      project.read("dist/checkout.js").replace("uno-trace/abi", "uno-trace/runtime"),
    );
    expect(node(project, ["dist/main.js", "call"]).stderr).toMatch(CALLED);
    expect(node(project, ["dist/main.js"]).stderr).toContain("nothing imports dist/checkout.js");
  });
});

it("names what to mark where nothing is, and not in a program with a middleware", () => {
  const middleware = `import { tracingMiddleware } from "uno-trace/runtime";\n${SET_UP}tracingMiddleware();\nsetupMonitoring();\n`;
  project = makeBuilt(TSC, {
    "src/checkout.ts": UNMARKED,
    "dist/checkout.js": UNMARKED.replaceAll(": number", ""),
    "dist/server.js": middleware,
  });
  expect(node(project, ["dist/main.js"]).stderr).toMatch(
    /^uno-trace: .*nothing is marked: write `\/\/ @trace` above a function, or an `include`/,
  );
  expect(node(project, ["dist/server.js"]).stderr).toBe("");
});

it("believes a glob", () => {
  project = makeBuilt(TSC, {
    "src/checkout.ts": UNMARKED,
    "dist/checkout.js": UNMARKED.replaceAll(": number", ""),
    "uno-trace.json": { include: ["src/**"] },
  });
  expect(node(project, ["dist/main.js"]).stderr).toContain(
    "though `include` of uno-trace.json asks for it: build with `tspc`",
  );
});

describe("NODE_OPTIONS reaches every tool", () => {
  const env = { NODE_OPTIONS: "--import uno-trace/register" };
  const options = ["--import", "uno-trace/register"];
  const program = { "dist/main.js": 'import "./checkout.js";\n' };

  it("and none of them says anything", () => {
    project = makeBuilt(TSC, program);
    project.write("node_modules/tool/bin/tool.js", "console.log('tool');\n");
    expect(node(project, ["node_modules/tool/bin/tool.js"], { env })).toMatchObject({
      stdout: "tool\n",
      stderr: "",
    });
    expect(node(project, [TSC, "--version"], { env }).stderr).toBe("");
    expect(node(project, ["-p", "1"], { env })).toMatchObject({ stdout: "1\n", stderr: "" });
    const npm = { cwd: project.folder, encoding: "utf8", env: { ...process.env, ...env } } as const;
    expect(spawnSync("npm", ["-v"], npm)).toMatchObject({ status: 0, stderr: "" });
  });

  it("and the program that was meant says it, unless nothing asks to be traced", () => {
    project = makeBuilt(TSC, program);
    expect(node(project, ["dist/main.js"], { env }).stderr).toMatch(UNTRACED);
    expect(node(project, ["dist/main.js"], { options }).stderr).toMatch(UNTRACED);
    project.write("src/checkout.ts", UNMARKED);
    project.write("dist/checkout.js", "");
    expect(node(project, ["dist/main.js"], { env }).stderr).toBe("");
    expect(node(project, ["dist/main.js"], { options }).stderr).toContain("nothing is marked");
  });
});

describe("traced code that nobody traces", () => {
  /** Makes stderr a terminal, as far as the program can tell. */
  const files = {
    "terminal.cjs": 'require("node:tty").isatty = () => true;\n',
    "dist/main.js": 'import { total } from "./checkout.js";\nconsole.log(total(2));\n',
    "dist/off.js": `${SET_UP}import "./main.js";\nsetupMonitoring({ enabled: false });\n`,
  };
  const options = ["--require", "./terminal.cjs"];
  const HINT =
    /^uno-trace: traced code is loaded, and tracing was never turned on: call `setupMonitoring\(\)`.*\n$/;

  it("gives one hint, to a developer at a terminal", () => {
    project = makeBuilt(TSPC, files);
    const hinted = { stdout: "4\n", stderr: expect.stringMatching(HINT) };
    expect(node(project, ["dist/main.js"], { options })).toMatchObject(hinted);
    expect(node(project, ["dist/main.js"])).toMatchObject({ stdout: "4\n", stderr: "" });
  });

  it.each([
    { NODE_ENV: "production" },
    { NODE_ENV: "test" },
    { OTEL_SDK_DISABLED: "true" },
    { OTEL_TRACES_EXPORTER: "none" },
  ])("gives none with %j", (env) => {
    project = makeBuilt(TSPC, files);
    expect(node(project, ["dist/main.js"], { options, env: env as Record<string, string> })).toMatchObject({
      stdout: "4\n",
      stderr: "",
    });
  });

  it("gives none where it is off on purpose, or somebody else's", () => {
    project = makeBuilt(TSPC, files);
    expect(node(project, ["dist/off.js"], { options }).stderr).toBe("");
    project.write("uno-trace.json", { monitoring: { enabled: false } });
    expect(node(project, ["dist/main.js"], { options }).stderr).toBe("");
    rmSync(project.path("uno-trace.json"));
    // A package that was published traced.
    project.write("package.json", { type: "module", dependencies: { checkout: "1" } });
    expect(node(project, ["dist/main.js"], { options }).stderr).toBe("");
  });
});
