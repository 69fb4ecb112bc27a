// uno-trace/jest around each transformer: spans, mocks, stacks, snapshots, caches, ES modules and messages.
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import type { TemporaryProject } from "../toolchains/temporary-project.js";
import { COLLECT, FILES, WRITTEN } from "./program.js";
import { configOf, jest, jestProject, TRANSFORMS, type Transform } from "./project.js";

beforeAll(() => packagesOf("test/jest"), 600_000);

let project: TemporaryProject;
afterEach(() => project.remove());

const MARKED = "// @trace\nexport function one(): number {\n  return 1;\n}\n";
const USES = (names: string) => `import { spanNames } from "./collect";
import { one } from "./one";
test("one", async () => { expect(one()).toBe(1); expect(await spanNames()).toBe("${names}"); });
`;
const oneWith = (transform: Transform, files: Readonly<Record<string, string | object>> = {}) => {
  project = jestProject({
    "src/one.ts": MARKED,
    "src/collect.ts": COLLECT,
    "src/one.test.ts": USES("one"),
    "jest.config.json": configOf(transform),
    ...files,
  });
};
const BABEL = TRANSFORMS["babel-jest"] as Transform;
const SWC = TRANSFORMS["@swc/jest"] as Transform;
const TS = TRANSFORMS["ts-jest"] as Transform;

const runs = async (...args: Parameters<typeof jest>) => {
  const { status, stdout, stderr } = await jest(...args);
  const printed = stdout + stderr;
  expect(status, printed).toBe(0);
  return printed;
};
const fails = async () => {
  const { status, stdout, stderr } = await jest(project);
  expect(status).toBe(1);
  return stdout + stderr;
};

describe.each(Object.entries(TRANSFORMS))("%s", (_, transform) => {
  it("gives spans, mocks, stacks and inline snapshots, and the same from its cache", async () => {
    project = jestProject({ ...FILES, "jest.config.json": configOf(transform) });
    expect(await runs(project)).toContain("1 written");
    expect(project.read("src/main.test.ts")).toContain(WRITTEN);
    expect(await runs(project)).toMatch(/Snapshots: +1 passed/);
  });

  it("transforms again when uno-trace.json changes", async () => {
    oneWith(transform, { "src/one.ts": MARKED.replace("// @trace\n", ""), "src/one.test.ts": USES("") });
    await runs(project);
    project.write("src/one.test.ts", USES("one"));
    project.write("uno-trace.json", { include: ["src/one.ts"] });
    await runs(project);
    project.write("src/one.test.ts", USES(""));
    project.write("uno-trace.json", { include: ["src/*.ts"], exclude: ["**/one*"] });
    await runs(project);
  });

  it("gives errors with their place, also from the cache: of directives, of the configuration, of syntax", async () => {
    oneWith(transform);
    await runs(project);
    project.write("uno-trace.json", '{\n  "inclued": []\n}');
    expect(await fails()).toMatch(/Test suite failed to run\s+uno-trace\.json:2:3[\s\S]*UNO3004/);
    project.write("uno-trace.json", {});
    project.write("src/one.ts", `${MARKED}// @trace\nexport const a = 1;\n`);
    expect(await fails()).toMatch(/src\/one\.ts:5:4[\s\S]*UNO1001/);
    project.write("src/one.ts", `${MARKED}export const a = ;\n`);
    // TypeScript writes something of every text, where nobody asks what is wrong with it.
    if ("diagnostics" in transform[1]) {
      expect((await jest(project)).stderr).toContain("UNO2002");
      return;
    }
    const syntax = await fails();
    expect(syntax).toMatch(/one\.ts[\s\S]*5\b/);
    expect(syntax).not.toContain("UNO");
  });
});

it("leaves the type check of ts-jest as it is: errors of the source, none of what is written", async () => {
  oneWith(TS, { "src/one.ts": `${MARKED}// @trace\nexport function two(): number {\n  return "2";\n}\n` });
  const printed = await fails();
  expect(printed).toMatch(/one\.ts\S*:\S*7\S*:\S*3[\s\S]*TS2322/);
  expect(printed.match(/TS\d+/g)).toEqual(["TS2322"]);
});

it("traces once where ts-jest traces as well", async () => {
  const compiled = {
    compilerOptions: {
      module: "CommonJS",
      target: "ES2022",
      strict: true,
      types: ["jest", "node"],
      plugins: [{ transform: "uno-trace/transformer" }],
    },
  };
  oneWith(["ts-jest", { compiler: "ts-patch/compiler" }], { "tsconfig.json": compiled });
  await runs(project);
});

it.each([
  ["babel-jest", BABEL, { presets: ["@babel/preset-typescript"] }],
  ["ts-jest", ["ts-jest", { useESM: true }] as Transform, {}],
  ["@swc/jest", SWC, {}],
])("ES modules by %s", async (_, transform, babel) => {
  oneWith(transform, {
    "package.json": { name: "shop", type: "module" },
    "babel.config.json": babel,
    "tsconfig.json": {
      compilerOptions: {
        module: "ESNext",
        moduleResolution: "bundler",
        target: "ES2022",
        types: ["jest", "node"],
      },
    },
    "jest.config.json": { ...configOf(transform), extensionsToTreatAsEsm: [".ts"] },
  });
  await runs(project, [], ["--experimental-vm-modules"]);
});

it("works in jsdom, with modules that are reset, and with fake timers", async () => {
  oneWith(BABEL, {
    "src/one.test.ts": `jest.useFakeTimers();
test("one", async () => {
  document.title = "a";
  const { spanNames } = require("./collect");
  jest.resetModules();
  expect(require("./one").one()).toBe(1);
  expect(await spanNames()).toBe("one");
});
`,
    "jest.config.json": { ...configOf(BABEL), testEnvironment: "jsdom" },
  });
  await runs(project);
});

it("traces nothing under automock, which would replace the runtime, and says so", async () => {
  const config = { ...configOf(BABEL), automock: true };
  oneWith(BABEL, {
    "src/one.test.ts": `jest.unmock("./one");
import { one } from "./one";
test("one", () => { expect(one()).toBe(1); expect(String(one)).not.toContain("__uno"); });
`,
    "jest.config.json": config,
  });
  expect(await runs(project)).toMatch(/one\.ts[\s\S]*UNO3028/);
  project.write("jest.config.json", { ...config, unmockedModulePathPatterns: ["/uno-trace/"] });
  project.write(
    "src/one.test.ts",
    `jest.unmock("./one");
jest.unmock("./collect");
${USES("one")}`,
  );
  expect(await runs(project)).not.toContain("UNO3028");
});

it("leaves what a mock is made of alone, and says so of what is marked", async () => {
  oneWith(BABEL, {
    "src/one.test.ts": `import { one } from "./one";
jest.mock("./one", () => ({
  // @trace
  one() { return 2; },
}));
test("one", () => expect(one()).toBe(2));
`,
  });
  expect(await runs(project)).toMatch(/src\/one\.test\.ts:4:\d+[\s\S]*UNO2001[\s\S]*jest\.mock/);
});

it("is put around what a configuration has, in each project of it", async () => {
  oneWith(BABEL, {
    "jest.config.mjs": `import { withUnoTrace } from "uno-trace/jest";
const project = { transform: { "\\\\.ts$": ["babel-jest", {}], "\\\\.css$": "<rootDir>/css.cjs" } };
export default async () => ({ projects: [withUnoTrace({ ...project, displayName: "a" }), { ...withUnoTrace({}), displayName: "b" }] });
`,
    "css.cjs": "exports.process = () => ({ code: 'module.exports = 1;' });\n",
    "src/a.css": "a {}\n",
    "src/one.test.ts": `${USES("one")}\ntest("css", () => { if (expect.getState().testPath && process.env.CSS) require("./a.css"); });\n`,
  });
  project.write("jest.config.json", "");
  const { unlinkSync } = await import("node:fs");
  unlinkSync(project.path("jest.config.json"));
  expect(await runs(project)).toMatch(/Tests: +4 passed/);
});

it("says what is wrong with its own options", async () => {
  oneWith(BABEL, {
    "jest.config.json": { transform: { ts$: ["uno-trace/jest", { transfomer: "ts-jest" }] } },
  });
  expect(await fails()).toContain("`transfomer`: unknown option; there is config, transformer and options");
  project.write("jest.config.json", { transform: { ts$: ["uno-trace/jest", { transformer: "ts-jset" }] } });
  expect(await fails()).toContain("the transformer ts-jset was not found from");
});
