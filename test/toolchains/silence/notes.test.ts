// Programs in which no span is made, built and ended in the usual ways; what they say of it. More in notes.long.test.ts.
import { afterEach, describe, expect, it } from "vitest";
import type { TemporaryProject } from "../temporary-project.js";
import { CALLED, makeBuilt, node, TSC, TSPC, UNTRACED } from "./built-program.js";

let project: TemporaryProject;
afterEach(() => project.remove());

const NOT_CALLED = /^uno-trace: monitoring is on and traced code was loaded, but none of it was called.*\n$/;

describe("a program that an unpatched tsc has built", () => {
  it("says so, once, however it ends", () => {
    project = makeBuilt(TSC);
    for (const how of ["", "exit", "shutdown", "again", "SIGINT", "SIGTERM"]) {
      const { stderr, signal } = node(project, ["dist/main.js", how]);
      expect(stderr, how).toMatch(UNTRACED);
      expect(signal).toBe(how.startsWith("SIG") ? how : null);
    }
  });

  it("says nothing where tracing is off or exports nothing", () => {
    project = makeBuilt(TSC);
    for (const env of [{ OTEL_SDK_DISABLED: "true" }, { OTEL_TRACES_EXPORTER: "none" }])
      expect(node(project, ["dist/main.js"], { env }).stderr).toBe("");
  });
});

describe("a program that was built right", () => {
  it("says that nothing was called, outside of production, and nothing where something was", () => {
    project = makeBuilt(TSPC);
    for (const how of ["", "shutdown", "SIGTERM"])
      expect(node(project, ["dist/main.js", how]).stderr).toMatch(NOT_CALLED);
    expect(node(project, ["dist/main.js"], { env: { NODE_ENV: "production" } }).stderr).toBe("");
    expect(node(project, ["dist/main.js", "call"]).stderr).toMatch(CALLED);
  });
});
