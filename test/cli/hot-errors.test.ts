// `uno-trace list --hot` with what is no profile of this project: each says what is wrong, and the mend.
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { tempProject } from "./temp-project.js";

const RECORD = "record one with `node --cpu-prof --cpu-prof-dir=profiles app.js`";

const frame = (functionName: string, url: string, lineNumber = 0) => ({
  functionName,
  url,
  lineNumber,
  columnNumber: 0,
});

/** A profile in which the second function was called by the first. */
const profileOf = (...frames: ReturnType<typeof frame>[]): string =>
  JSON.stringify({
    nodes: [frame("(root)", "", -1), ...frames].map((callFrame, index) => ({
      ...{ id: index + 1, callFrame, hitCount: index === 0 ? 0 : 50 },
      children: index === frames.length ? [] : [index + 2],
    })),
  });

it("no such file, and a folder without one", async () => {
  const project = tempProject({ "src/a.ts": "" });
  for (const [path, what] of [
    ["nowhere", "no such file or folder: "],
    ["src", "no .cpuprofile and no counted calls in "],
  ] as const) {
    const { code, err } = await project.run("list", "--hot", path);
    expect(err.split("\n")[0]).toBe(`uno-trace: --hot: ${what}${project.root}/${path}; ${RECORD}`);
    expect(code).toBe(2);
  }
});

it.each([
  ["{", "it is no JSON, or the process was killed while it wrote it"],
  ["{}", "it has no call tree as `node --cpu-prof` writes it"],
  ["null", "it has no call tree as `node --cpu-prof` writes it"],
  ['{"nodes":[{}]}', "it has no call tree as `node --cpu-prof` writes it"],
  ['{"head":{},"samples":[]}', "it is a heap profile (--heap-prof)"],
  ['{"traceEvents":[]}', "it is a trace of a browser: save the profile of the JavaScript profiler"],
])("another file: %s", async (text, why) => {
  const { code, err } = await tempProject({ p: text }).run("list", "--hot", "p");
  expect(err).toBe(`uno-trace: p is no CPU profile: ${why}; ${RECORD}`);
  expect(code).toBe(1);
});

it("a program in which nothing was traced", async () => {
  const text = profileOf(frame("main", "file:///app/main.js"));
  const { code, err } = await tempProject({ p: text }).run("list", "--hot", "p");
  expect(err).toMatch(/^uno-trace: nothing of tracing is in it: .*`uno-trace check`.*source maps$/);
  expect(code).toBe(1);
});

it("another project's program", async () => {
  const files = { "uno-trace.json": '{ "include": ["src"] }', "src/a.ts": "export function main() {}\n" };
  const project = tempProject(files);
  const runtime = frame("enter", "file:///app/node_modules/uno-trace/dist/runtime/core.js");
  project.write("p", profileOf(frame("main", "file:///app/main.js"), runtime));
  const { code, err } = await project.run("list", "--hot", "p");
  expect(err).toMatch(/^uno-trace: none of its functions is one that uno-trace\.json traces: .*--cwd/);
  expect(code).toBe(1);
  // The same in the project's own file.
  const own = pathToFileURL(`${project.root}/src/a.ts`).href;
  project.write("p", profileOf(frame("main", own), runtime));
  expect((await project.run("list", "--hot", "p")).out).toMatch(/^src\/a\.ts:1:8 {2}main/m);
});
