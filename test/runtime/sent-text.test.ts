// Traced functions that run as text where nothing of their file is: a note names the mend, and nothing else changes.
import { runInNewContext } from "node:vm";
import { afterEach, expect, it, vi } from "vitest";
import { instrument } from "../../hosts/instrument.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { run } from "./child.js";
import { caught, record } from "./recorder.js";

afterEach(() => void vi.restoreAllMocks());

const { code = "" } = instrument("// @trace\nfunction title() { return 1; }", "/titles.js");
const TEXT = code.slice(code.indexOf("function title"));
const NOTE =
  /^uno-trace: "__uno is not defined": a traced function was sent elsewhere as text.*@no-trace.*\n/m;

it("is said once, where a traced function fails by it", () => {
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  record();
  const sent = () => runInNewContext(`(${TEXT})()`) as unknown;
  for (let i = 0; i < 2; i++)
    expect(caught(() => getTracer().withSpan("page", sent))).toMatchObject({ name: "ReferenceError" });
  expect(stderr.mock.calls.map(([text]) => String(text)).join("")).toMatch(new RegExp(`${NOTE.source}$`));
});

it("is not said of another name, nor of the text alone", () => {
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  record();
  for (const message of ["uno is not defined", "__unoo", "no __uno here", ""])
    caught(() =>
      getTracer().withSpan("page", () => {
        throw new Error(message);
      }),
    );
  expect(stderr).not.toHaveBeenCalled();
});

it.each([
  ["thrown", `vm.runInNewContext(text)`],
  ["rejected", `Promise.reject(new Error("Can't find variable: __uno"))`],
  ["of a worker", `new Worker(text, { eval: true })`],
])("is said where it ends the process: %s", (_, program) => {
  const { stderr, status } = run(`
import vm from "node:vm";
import { Worker } from "node:worker_threads";
import { setupMonitoring } from "./runtime.mjs";
setupMonitoring();
const text = ${JSON.stringify(`(${TEXT})()`)};
${program};
`);
  expect(status).toBe(1);
  expect(stderr).toMatch(/a traced function was sent elsewhere as text/);
  expect(stderr).toMatch(/ReferenceError|Can't find variable/);
});
