// `uno-trace init` in packages that Jest tests: its configuration, character by character, and what is printed where that cannot be edited.
import { expect, test } from "vitest";
import { tempProject } from "./temp-project.js";

const manifest = (more: object = {}) =>
  `${JSON.stringify({ name: "shop", scripts: { test: "jest" }, ...more }, undefined, 2)}\n`;
const BASE = { "package.json": manifest(), "uno-trace.json": "{}" };

async function initialised(files: Readonly<Record<string, string>>, ...argv: readonly string[]) {
  const project = tempProject({ ...BASE, ...files });
  const first = await project.run("init", ...argv);
  expect(first).toMatchObject({ code: 0, err: "" });
  const texts = Object.keys(files).map((name) => project.read(name));
  const second = await project.run("init", ...argv);
  expect(second.out.split("\n")[0]).toBe("nothing to change");
  expect(Object.keys(files).map((name) => project.read(name))).toEqual(texts);
  return { ...project, out: first.out };
}

test.each([
  [
    "jest.config.js",
    "module.exports = {};\n",
    'module.exports = { transform: { "\\\\.[jt]sx?$": "uno-trace/jest" } };\n',
  ],
  [
    "jest.config.js",
    "module.exports = {\n  preset: 'ts-jest',\n};\n",
    'module.exports = {\n  transform: { "\\\\.tsx?$": ["uno-trace/jest", { transformer: "ts-jest" }] },\n  preset: \'ts-jest\',\n};\n',
  ],
  [
    "jest.config.ts",
    'import type { Config } from "jest";\nconst config: Config = {\n  // sources\n  transform: {\n    "^.+\\\\.ts$": ["ts-jest", { useESM: true }], // fast\n    "\\\\.css$": "./css.cjs",\n  },\n};\nexport default config;\n',
    'import type { Config } from "jest";\nconst config: Config = {\n  // sources\n  transform: {\n    "^.+\\\\.ts$": ["uno-trace/jest", { transformer: "ts-jest", options: { useESM: true } }], // fast\n    "\\\\.css$": "./css.cjs",\n  },\n};\nexport default config;\n',
  ],
  [
    "jest.config.mjs",
    'export default { transform: { "\\\\.js$": ["@swc/jest"], "\\\\.ts$": require.resolve("ts-jest") } };\n',
    'export default { transform: { "\\\\.js$": ["uno-trace/jest", { transformer: "@swc/jest" }], "\\\\.ts$": ["uno-trace/jest", { transformer: require.resolve("ts-jest") }] } };\n',
  ],
  [
    "jest.config.json",
    '{\n  "transform": {\n    "\\\\.ts$": ["@swc/jest", { "jsc": {} }]\n  }\n}\n',
    '{\n  "transform": {\n    "\\\\.ts$": ["uno-trace/jest", { "transformer": "@swc/jest", "options": { "jsc": {} } }]\n  }\n}\n',
  ],
  [
    "package.json",
    manifest({ jest: { preset: "ts-jest" } }),
    manifest({ jest: { preset: "ts-jest" } }).replace(
      '"preset"',
      '"transform": { "\\\\.tsx?$": ["uno-trace/jest", { "transformer": "ts-jest" }] },\n    "preset"',
    ),
  ],
  [
    "package.json",
    manifest(),
    manifest().replace("  }\n}", '  },\n  "jest": { "transform": { "\\\\.[jt]sx?$": "uno-trace/jest" } }\n}'),
  ],
])("%s: %s", async (file, before, after) => {
  const { read, out, run } = await initialised({ [file]: before });
  expect(read(file)).toBe(after);
  expect(out).toContain("uno-trace/jest");
  expect((await run("check")).out).not.toContain("traces nothing");
});

test.each([
  ["what another preset brings", "module.exports = { preset: 'jest-expo' };\n", "add to jest.config.js:"],
  [
    "transformers of a spread",
    "const { transform } = require('ts-jest').createDefaultPreset();\nmodule.exports = { transform: { ...transform } };\n",
    "add to jest.config.js:",
  ],
  ["several projects", "module.exports = { projects: ['a', 'b'] };\n", "add to jest.config.js:"],
  [
    "a function that may add transformers",
    "module.exports = withMore({ verbose: true });\n",
    "add to jest.config.js:",
  ],
  [
    "next/jest",
    "module.exports = require('next/jest')({ dir: '.' })({});\n",
    "wrap what jest.config.js exports:",
  ],
])("prints the lines beside %s", async (_, text, line) => {
  const { read, out } = await initialised({ "jest.config.js": text });
  expect(read("jest.config.js")).toBe(text);
  expect(out).toMatch(new RegExp(`${line.replaceAll(".", "\\.")}\\n[^\\n]*uno-trace/jest`));
});

test("names a configuration of ours that has another name", async () => {
  const { read } = await initialised(
    { "jest.config.js": "module.exports = {};\n", "etc/trace.json": "{}" },
    "--config",
    "etc/trace.json",
  );
  expect(read("jest.config.js")).toContain(
    '["uno-trace/jest", { config: "etc/trace.json", transformer: "babel-jest" }]',
  );
});

test("beside tspc both are set up, and tests without it are no obstacle", async () => {
  const { read } = await initialised({
    "package.json": manifest({ scripts: { build: "tsc", test: "jest" } }),
    "tsconfig.json": "{}",
    "jest.config.js": "module.exports = {};\n",
  });
  expect(read("tsconfig.json")).toContain("uno-trace/transformer");
  expect(read("jest.config.js")).toContain("uno-trace/jest");
});

test("edits Nest's package.json, whose other scripts debug Jest with ts-node, or name a configuration of their own", async () => {
  const { read, out } = await initialised({
    "package.json": manifest({
      scripts: {
        build: "nest build",
        test: "jest",
        "test:debug": "node --inspect-brk -r ts-node/register node_modules/.bin/jest --runInBand",
        "test:e2e": "jest --config ./test/jest-e2e.json",
      },
      jest: { transform: { "^.+\\.(t|j)s$": "ts-jest" } },
    }),
    "nest-cli.json": "{}",
    "tsconfig.json": "{}",
  });
  expect(read("package.json")).toContain(
    '"^.+\\\\.(t|j)s$": ["uno-trace/jest", { "transformer": "ts-jest" }]',
  );
  expect(read("tsconfig.json")).toBe("{}");
  expect(out).not.toMatch(/ts-node|ts-patch/);
});
