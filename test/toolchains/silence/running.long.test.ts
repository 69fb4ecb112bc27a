// Programs that go on, seen after what is ten seconds to them; what they say while they run.
import { afterEach, describe, expect, it } from "vitest";
import type { TemporaryProject } from "../temporary-project.js";
import { makeBuilt, node, TSC, TSPC } from "./built-program.js";

let project: TemporaryProject;
afterEach(() => project.remove());

/** Ends as by a power cut, so that nothing is said at the end; timers of one thread keep their order. */
const POWER_CUT = 'setTimeout(() => process.kill(process.pid, "SIGKILL"), 1500);\n';
const SERVER = 'import { createServer } from "node:http";\ncreateServer().listen(0, "127.0.0.1");\n';

const FILES = {
  // Ten seconds pass in fifty milliseconds, and stderr is a terminal, as far as the program can tell.
  "clock.cjs": `const timers = require("node:timers");
const { setTimeout } = timers;
timers.setTimeout = (action, delay, ...args) => setTimeout(action, delay === 10_000 ? 50 : delay, ...args);
require("node:tty").isatty = () => true;
require("node:module").syncBuiltinESMExports();
`,
  "dist/server.js": `import "./checkout.js";\n${SERVER}${POWER_CUT}`,
  "dist/painter.js": `import "./checkout.js";\n${POWER_CUT}`,
  "dist/traced.js": `import { setupMonitoring } from "uno-trace/runtime";\nimport "./server.js";\nsetupMonitoring();\n`,
};

function stderrOf(program: string): string {
  const { stderr, signal } = node(project, [program], { options: ["--require", "./clock.cjs"] });
  expect(signal).toBe("SIGKILL");
  return stderr;
}

describe("after ten seconds", () => {
  it("a server whose traced code nobody traces gives the hint, another program does not", () => {
    project = makeBuilt(TSPC, FILES);
    expect(stderrOf("dist/server.js")).toMatch(
      /^uno-trace: traced code is loaded, and tracing was never turned on: .*\n$/,
    );
    expect(stderrOf("dist/painter.js")).toBe("");
    expect(stderrOf("dist/traced.js")).toBe("");
  });

  it("a server that an unpatched tsc has built says what to do", () => {
    project = makeBuilt(TSC, FILES);
    expect(stderrOf("dist/traced.js")).toMatch(
      /^uno-trace: no traced code was loaded, though src\/checkout\.ts:3 asks for it: build with `tspc`.*\n$/,
    );
    expect(stderrOf("dist/server.js")).toBe("");
  });
});
