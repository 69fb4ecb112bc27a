// `uno-trace check`: every kind of finding, and when it fails.
import { utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { installed, tempProject } from "./temp-project.js";

const tsconfig = (extra = "") =>
  `{ // comment\n"compilerOptions": { ${extra} "plugins": [{ "transform": "uno-trace/transformer" }] }, }`;

/** A build that traces. */
const BUILT = {
  "package.json": JSON.stringify({ scripts: { build: "tspc" } }),
  "tsconfig.json": tsconfig(),
  ...installed("typescript", "6.0.3"),
  ...installed("ts-patch", "4.0.1"),
};

const check = (files: Record<string, string>, ...argv: string[]) => tempProject(files).run("check", ...argv);
const checkBuilt = (files: Record<string, string>, ...argv: string[]) =>
  check({ ...BUILT, ...files }, ...argv);

test("nothing to report", async () => {
  expect(await checkBuilt({ "a.ts": "// @trace\nexport function f() {}\n" })).toEqual({
    code: 0,
    out: "0 problems in 1 file",
    err: "",
  });
});

test("a directive", async () => {
  const { code, out } = await checkBuilt({
    "src/a.ts": "\uFEFFexport const a = 1;\n  // @trace knd=client\nfunction f() {}\n",
  });
  expect(code).toBe(1);
  expect(out).toMatch(/^src\/a\.ts:2:13 - \w+ UNO\d{4}: .*knd/);
  expect(out).toContain("2 |   // @trace knd=client\n    |             ~~~");
  expect(out).toMatch(/\n1 problem in 1 file$/);
});

describe("rules", () => {
  const source = { "src/a.ts": "export class A { get x() { return 1; } run() {} }\n" };

  test.each<[string, object, string]>([
    ["file", { include: ["scr"] }, 'UNO3010: The glob "scr" of include matches no source file'],
    ["file of a rule", { rules: [{ files: ["scr"] }] }, "UNO3011: The files of rule 1 match no source file"],
    [
      "function",
      { rules: [{ files: ["src"], functions: ["B.*"] }] },
      "UNO3012: The functions of rule 1 match no function",
    ],
    [
      "kind",
      { rules: [{ files: ["src"], functions: ["A.get x"] }] },
      'UNO3013: Rule 1 matches only functions of kinds that are not traced: "accessors"',
    ],
    ["nothing at all", { include: ["src"], rules: [{}] }, "UNO3008: rule 1 has no effect"],
  ])("that match no %s", async (_, config, message) => {
    const { code, out } = await checkBuilt({ ...source, "uno-trace.json": JSON.stringify(config) });
    expect(out).toContain(message);
    expect(out).toContain("1 problem in 1 file");
    expect(code).toBe(1);
  });

  test("in order", async () => {
    const config = { include: ["src"], rules: [{ functions: ["A.get x"], kinds: ["accessors"] }] };
    expect(await checkBuilt({ ...source, "uno-trace.json": JSON.stringify(config) })).toMatchObject({
      code: 0,
    });
  });

  test("a broken configuration gives one message and no more about its rules", async () => {
    const { code, out } = await checkBuilt({
      ...source,
      "uno-trace.json": '{ "include": ["nope"], "rules": 1 }',
    });
    expect(code).toBe(1);
    expect(out.match(/UNO\d{4}/g)).toEqual(["UNO3005"]);
  });

  test("with a glob only what the glob can tell", async () => {
    const config = JSON.stringify({ include: ["src"], rules: [{ functions: ["main"], kind: "server" }] });
    const files = { ...source, "src/b.ts": "export function main() {}\n", "uno-trace.json": config };
    expect(await checkBuilt(files, "src/a.ts")).toMatchObject({ code: 0, out: "0 problems in 1 file" });
    expect(await checkBuilt(files, "src/z.ts")).toMatchObject({
      code: 1,
      err: "no source file matches src/z.ts",
    });
  });
});

describe("the build", () => {
  test("TypeScript 7 runs no transformers", async () => {
    const { code, out } = await check({ "tsconfig.json": tsconfig(), ...installed("typescript", "7.0.2") });
    expect(code).toBe(1);
    expect(out).toContain("tsconfig.json:2:50 - error UNO3014: TypeScript 7.0.2 runs no transformers");
    expect(out).toContain("uno-trace/esbuild-plugin");
  });

  test("in the packages of one repository, each with the compiler that it has", async () => {
    const files = {
      "package.json": "{}",
      "packages/a b/tsconfig.json": tsconfig(),
      "packages/c/tsconfig.json": tsconfig(),
      "packages/d/node_modules/e/tsconfig.json": tsconfig(),
      ...installed("typescript", "6.0.3", "lib/_tsc.js", "/// tsp-module:"),
      "packages/a b/node_modules/typescript/package.json": '{ "version": "7.0.2" }',
    };
    const { code, out } = await check(files);
    expect(code).toBe(1);
    expect(out).toMatch(/packages\/a b\/tsconfig\.json:2:\d+ - error UNO3014/);
    expect(out).toContain("1 problem in 0 files");
  });

  test("by way of extends, reported once", async () => {
    const files = {
      "config/base.json": tsconfig(),
      "tsconfig.json": '{ "extends": "./config/base" }',
      "tsconfig.build.json": '{ "extends": ["./tsconfig.json"] }',
      ...installed("typescript", "7.1.0-beta"),
    };
    const { out } = await check(files);
    expect(out.match(/config\/base\.json:2:\d+ - error UNO3014/g)).toHaveLength(1);
  });

  test("a list that replaces the inherited one, and circles", async () => {
    const files = {
      "base.json": tsconfig(),
      "tsconfig.json": '{ "extends": "./base.json", "compilerOptions": { "plugins": [] } }',
      "tsconfig.a.json": '{ "extends": "./tsconfig.a.json" }',
      ...installed("typescript", "7.0.2"),
    };
    expect(await check(files)).toMatchObject({ code: 0 });
  });

  test("an incremental build that is older than the configuration", async () => {
    const project = tempProject({
      "tsconfig.json": tsconfig(),
      "uno-trace.json": "{}",
      "out/a.tsbuildinfo": "",
      ...installed("typescript", "6.0.3", "lib/tsc.js", "/// tsp-module:"),
    });
    utimesSync(join(project.root, "out/a.tsbuildinfo"), 1, 1);
    const { code, out } = await project.run("check");
    expect(code).toBe(0);
    expect(out).toContain("note: out/a.tsbuildinfo is older than uno-trace.json");
  });
});

describe("the package that builds", () => {
  const outputOf = async (manifest: object, files: Record<string, string> = {}) => {
    const text = JSON.stringify({ scripts: { build: "tspc" }, ...manifest });
    const source = { "src/a.ts": "// @trace\nexport function f() {}\n" };
    return checkBuilt({ ...source, "package.json": text, ...files });
  };
  const notesOf = async (manifest: object, files: Record<string, string> = {}) => {
    const { out, code } = await outputOf(manifest, files);
    expect(code).toBe(0);
    return out.split("\n").slice(0, -1);
  };
  const both = { dependencies: { "uno-trace": "*" }, devDependencies: { "uno-trace-build": "*" } };

  test("is named: nothing to say", async () => {
    expect(await notesOf(both)).toEqual([]);
  });

  test("is not named beside uno-trace, where something is marked: a problem", async () => {
    const { out, code } = await outputOf({ dependencies: { "uno-trace": "*" } }, { "pnpm-lock.yaml": "" });
    expect(code).toBe(1);
    expect(out).toMatch(
      /^package\.json:1:\d+ - warning UNO3018: uno-trace is named here and uno-trace-build is not/,
    );
    expect(out).toMatch(/"uno-trace":"\*"\}\}\n *\| *~{15}\n/);
    expect(out).toContain("Run `pnpm add -D uno-trace-build@0.1.0`.");
    expect(out).toMatch(/1 problem in 1 file$/);
  });

  test("is not named, and nothing is marked: a note", async () => {
    const files = { "src/a.ts": "export function f() {}\n" };
    expect(await notesOf({ dependencies: { "uno-trace": "*" } }, files)).toContain(
      "note: package.json names uno-trace and not uno-trace-build, which builds: the next installation may lack it. Run `npm install -D uno-trace-build@0.1.0`.",
    );
  });

  test("comes with another package that is named: nothing to say", async () => {
    const manifest = { dependencies: { "uno-trace": "*" }, devDependencies: { "@house/build": "*" } };
    const shared = (list: string) => ({
      "node_modules/@house/build/package.json": `{ "version": "1.0.0", "${list}": { "uno-trace-build": "*" } }`,
    });
    for (const list of ["dependencies", "peerDependencies"])
      expect(await notesOf(manifest, shared(list))).toEqual([]);
    expect(await outputOf(manifest, shared("devDependencies"))).toMatchObject({ code: 1 });
  });

  test("would be installed in production", async () => {
    expect(await notesOf({ dependencies: { "uno-trace": "*", "uno-trace-build": "*" } })).toEqual([
      "note: package.json has uno-trace-build among its dependencies, so that an installation for production brings what builds. Run `npm install -D uno-trace-build@0.1.0`.",
    ]);
  });

  test("is named further up", async () => {
    const inner = {
      "package.json": JSON.stringify({ workspaces: ["a"], devDependencies: both.devDependencies }),
    };
    const files = {
      "a/package.json": JSON.stringify({ scripts: { build: "tspc" }, dependencies: both.dependencies }),
      "a/tsconfig.json": tsconfig(),
      "a/src/a.ts": "// @trace\nexport function f() {}\n",
    };
    const { out } = await checkBuilt({ ...inner, ...files }, "--cwd", "a");
    expect(out).toBe("0 problems in 1 file");
  });
});

test("a file that does not parse and holds a directive is a problem, and said once", async () => {
  const { code, out } = await checkBuilt({ "a.ts": "// @trace\nconst = 1" });
  expect(code).toBe(1);
  expect(out).toContain("a.ts:1:1 - warning UNO2002");
  expect(out).not.toContain("note:");
});

test("a file that does not parse is a note", async () => {
  const { code, out } = await checkBuilt({ "a.ts": "const = 1" });
  expect(code).toBe(0);
  expect(out).toContain("note: a.ts does not parse and was not checked");
});

describe("what runs, in an installation for production", () => {
  const SOURCE = { "src/a.ts": "// @trace\nexport function f() {}\n" };
  const DEVELOPMENT = { devDependencies: { "uno-trace": "*", "uno-trace-build": "*" } };
  const outputOf = (manifest: object, files: Record<string, string> = {}) =>
    check({ ...SOURCE, "package.json": JSON.stringify(manifest), ...files });
  const build = (command: string) => ({ scripts: { build: command } });

  test.each([
    ["uno-trace build", {}],
    ["nest build", { "nest-cli.json": '{ "compilerOptions": { "plugins": ["uno-trace/nest"] } }' }],
  ])("is left out, and what %s writes imports it: a problem", async (command, files) => {
    const { out, code } = await outputOf({ ...build(command), ...DEVELOPMENT }, files);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^package\.json:1:\d+ - warning UNO3033: uno-trace is a development dependency here, and what build in package\.json writes imports it/,
    );
    expect(out).toContain("Run `npm install --save-prod uno-trace`.");
  });

  test.each([
    ["is brought by whoever installs a library", { ...DEVELOPMENT, peerDependencies: { "uno-trace": "*" } }],
    ["is there", { ...DEVELOPMENT, dependencies: { "uno-trace": "*" } }],
  ])("%s: nothing to say", async (_, manifest) => {
    const { out, code } = await outputOf({ ...build("uno-trace build"), ...manifest });
    expect({ out, code }).toMatchObject({ code: 0 });
  });

  test("may be in a bundle: nothing to say", async () => {
    const config = 'import { unoTrace } from "uno-trace/vite";\nexport default { plugins: [unoTrace()] };\n';
    const { out, code } = await outputOf(
      { ...build("vite build"), ...DEVELOPMENT },
      { "vite.config.ts": config },
    );
    expect({ out, code }).toMatchObject({ code: 0 });
  });

  test("is a dependency of the repository around: nothing to say", async () => {
    const { code } = await check({
      "package.json": JSON.stringify({
        workspaces: ["app"],
        dependencies: { "uno-trace": "*" },
        devDependencies: { "uno-trace-build": "*" },
      }),
      "app/package.json": JSON.stringify(build("uno-trace build")),
      "app/src/a.ts": SOURCE["src/a.ts"],
    });
    expect(code).toBe(0);
  });
});
