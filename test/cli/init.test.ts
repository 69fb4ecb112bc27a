// `uno-trace init`: what it writes into which file, character by character; what it leaves alone; what is left to do.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfigText } from "../../transformer/config/schema.js";
import { installed, type TempProject, tempProject } from "./temp-project.js";

type Files = Readonly<Record<string, string>>;

const EDITOR = '{ "name": "uno-trace/language-service" }';
const TRANSFORMER = '{ "transform": "uno-trace/transformer" }';
const PLUGIN = `${EDITOR}, ${TRANSFORMER}`;
const manifest = (content: object = {}) => `${JSON.stringify({ name: "shop", ...content }, undefined, 2)}\n`;
const scripts = (given: Readonly<Record<string, string>>) => manifest({ scripts: given });
/** What is left to do, line by line. */
const next = (out: string) =>
  out
    .slice(out.indexOf("\nnext:\n") + 7)
    .split("\n")
    .map((line) => line.slice(2));

/** Sets a project up; a second time must change nothing. */
async function initialised(files: Files, ...argv: string[]): Promise<TempProject & { out: string }> {
  const project = tempProject(files);
  const first = await project.run("init", ...argv);
  expect(first).toMatchObject({ code: 0, err: "" });
  const names = [...Object.keys(files), "uno-trace.json"].filter((name) =>
    existsSync(join(project.root, name)),
  );
  const texts = names.map((name) => project.read(name));
  const second = await project.run("init", ...argv);
  expect(second).toMatchObject({ code: 0, err: "" });
  expect(second.out.split("\n")[0]).toBe("nothing to change");
  expect(next(second.out)).toEqual(next(first.out));
  expect(names.map((name) => project.read(name))).toEqual(texts);
  return { ...project, out: first.out };
}

/** Refused: nothing is written. */
async function refused(files: Files, ...argv: string[]) {
  const project = tempProject(files);
  const result = await project.run("init", ...argv);
  for (const [name, text] of Object.entries(files)) expect(project.read(name)).toBe(text);
  expect(existsSync(join(project.root, "uno-trace.json")) && !("uno-trace.json" in files)).toBe(false);
  expect(result.code).toBe(1);
  return result;
}

describe("tsconfig.json keeps its comments and its style", () => {
  test.each([
    ["an empty object", "{}\n", `{ "compilerOptions": { "plugins": [${PLUGIN}] } }\n`],
    [
      "no compilerOptions",
      '{\n  "include": ["src"]\n}\n',
      `{\n  "include": ["src"],\n  "compilerOptions": { "plugins": [${PLUGIN}] }\n}\n`,
    ],
    [
      "a single line",
      '{ "compilerOptions": { "strict": true } }',
      `{ "compilerOptions": { "strict": true, "plugins": [${PLUGIN}] } }`,
    ],
    [
      "a single line, trailing comma",
      '{ "compilerOptions": { "strict": true, }, }',
      `{ "compilerOptions": { "strict": true, "plugins": [${PLUGIN}], }, }`,
    ],
    [
      "a comment behind the last member stays there",
      '{\n\t"compilerOptions": {\n\t\t"strict": true // always\n\t\t// the end\n\t}\n}\n',
      `{\n\t"compilerOptions": {\n\t\t"strict": true, // always\n\t\t"plugins": [${PLUGIN}]\n\t\t// the end\n\t}\n}\n`,
    ],
    [
      "a trailing comma, a comment of two lines",
      '{\n  "compilerOptions": {\n    "strict": true, /* a\n    b */\n  },\n}\n',
      `{\n  "compilerOptions": {\n    "strict": true, /* a\n    b */\n    "plugins": [${PLUGIN}],\n  },\n}\n`,
    ],
    [
      "a comma on the next line",
      '{\n  "compilerOptions": {\n    "strict": true // , no\n    ,\n  }\n}\n',
      `{\n  "compilerOptions": {\n    "strict": true // , no\n    ,\n    "plugins": [${PLUGIN}],\n  }\n}\n`,
    ],
    [
      "only comments",
      '{\n  "compilerOptions": {\n    // "strict": true\n  }\n}\n',
      `{\n  "compilerOptions": {\n    // "strict": true\n    "plugins": [${PLUGIN}]\n  }\n}\n`,
    ],
    [
      "CRLF and a byte order mark",
      '\uFEFF{\r\n    "compilerOptions": {\r\n        "strict": true // "x"\r\n    }\r\n}\r\n',
      `\uFEFF{\r\n    "compilerOptions": {\r\n        "strict": true, // "x"\r\n        "plugins": [${PLUGIN}]\r\n    }\r\n}\r\n`,
    ],
    [
      "a list that is there",
      '{ "compilerOptions": { "plugins": [\n  { "name": "next" } // editor\n] } }',
      `{ "compilerOptions": { "plugins": [\n  { "name": "next" }, // editor\n  ${PLUGIN}\n] } }`,
    ],
    [
      "an empty list",
      '{ "compilerOptions": { "plugins": [] } }',
      `{ "compilerOptions": { "plugins": [${PLUGIN}] } }`,
    ],
  ])("%s", async (_, before, after) => {
    const { read } = await initialised({ "package.json": manifest(), "tsconfig.json": before });
    expect(read("tsconfig.json")).toBe(after);
  });

  test("a list that is inherited goes on", async () => {
    const { read } = await initialised({
      "package.json": manifest(),
      "base.json": '{ "compilerOptions": { "plugins": [{ "transform": "./a.js", "on": "x y" }] } }',
      "tsconfig.json": '{ "extends": "./base.json" }',
    });
    expect(read("tsconfig.json")).toContain(
      `"plugins": [{ "transform": "./a.js", "on": "x y" }, ${PLUGIN}] } }`,
    );
  });

  test("no plugin of the editor where it is listed, nor where no editor reads it", async () => {
    const { read, out } = await initialised({
      "package.json": scripts({ build: "tsc && tsc -p tsconfig.build.json" }),
      "tsconfig.json": `{ "compilerOptions": { "plugins": [${EDITOR}] } }`,
      "tsconfig.build.json": "{}",
    });
    expect(read("tsconfig.json")).toBe(`{ "compilerOptions": { "plugins": [${PLUGIN}] } }`);
    expect(read("tsconfig.build.json")).toBe(`{ "compilerOptions": { "plugins": [${TRANSFORMER}] } }`);
    expect(out).toContain("tsconfig.build.json: lists uno-trace/transformer\n");
  });

  test.each([
    ["5.4.5", "uno-trace-build"],
    ["5.5.4", "uno-trace/language-service"],
  ])("the plugin of the editor by the name that TypeScript %s takes", async (version, name) => {
    const { read } = await initialised({
      "package.json": manifest(),
      "tsconfig.json": "{}",
      ...installed("typescript", version),
    });
    expect(JSON.parse(read("tsconfig.json")).compilerOptions.plugins[0]).toEqual({ name });
  });

  test("nothing where a file that it extends lists the transformer", async () => {
    const tsconfig = '{ "extends": "./base.json" }';
    const { read } = await initialised({
      "package.json": manifest(),
      "base.json": `{ "compilerOptions": { "plugins": [${PLUGIN}] } }`,
      "tsconfig.json": tsconfig,
    });
    expect(read("tsconfig.json")).toBe(tsconfig);
  });
});

describe("which tsconfig", () => {
  const plain = "{\n}\n";

  test("those that scripts name, by all ways to name them", async () => {
    const { read, out } = await initialised({
      "package.json": scripts({
        build: "rimraf dist && tsc -p tsconfig.build.json && npx tsc --project lib",
        all: "tsc --build apps/a apps/b --verbose",
      }),
      ...Object.fromEntries(
        ["tsconfig.json", "tsconfig.build.json", "lib/tsconfig.json"].map((name) => [name, plain]),
      ),
      "apps/a/tsconfig.json": plain,
      "apps/b/tsconfig.json": plain,
    });
    expect(out).toContain("package.json: build, all call tspc\n");
    expect(read("package.json")).toContain(
      '"rimraf dist && tspc -p tsconfig.build.json && npx tspc --project lib"',
    );
    for (const name of ["tsconfig.build.json", "lib/tsconfig.json", "apps/a/tsconfig.json"])
      expect(read(name)).toContain("uno-trace");
    expect(read("apps/b/tsconfig.json")).toContain("uno-trace");
    expect(read("tsconfig.json")).toBe(plain);
  });

  test("the one that another extends", async () => {
    const build = '{ "extends": "./tsconfig.json" }';
    const { read } = await initialised({
      "package.json": scripts({ build: "tsc -p tsconfig.build.json", dev: "tsc -w" }),
      "tsconfig.json": plain,
      "tsconfig.build.json": build,
    });
    expect(read("tsconfig.json")).toContain("uno-trace");
    expect(read("tsconfig.build.json")).toBe(build);
  });

  test("--project names it", async () => {
    const { read, out } = await initialised(
      { "package.json": manifest(), "tsconfig.json": plain, "tsconfig.lib.json": plain },
      "--project",
      "tsconfig.lib.json",
    );
    expect(read("tsconfig.lib.json")).toContain("uno-trace");
    expect(read("tsconfig.json")).toBe(plain);
    expect(next(out)).toContain("npx tspc -p tsconfig.lib.json");
    const { code, err } = await tempProject({ "package.json": "{}" }).run("init", "--project", "x.json");
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("--project: no such file") });
  });

  test("not one that only refers to others, which are named", async () => {
    const files = {
      "package.json": scripts({ build: "tsc -b" }),
      "tsconfig.json": '{ "files": [], "references": [{ "path": "./packages/a" }, { "path": "b.json" }] }',
      "packages/a/tsconfig.json": plain,
      "b.json": plain,
    };
    const { err } = await refused(files);
    expect(err).toBe(
      "uno-trace: tsconfig.json only refers to other projects; name those to trace: uno-trace init --project packages/a/tsconfig.json --project b.json",
    );
    const words = err.slice(err.indexOf("init ") + 5).split(" ");
    expect((await initialised(files, ...words)).read("packages/a/tsconfig.json")).toContain("uno-trace");
  });
});

describe("scripts", () => {
  test.each([
    ["tsc", "tspc"],
    ["tsc --noEmit", undefined],
    ["tsc --noEmit && tsc", "tsc --noEmit && tspc"],
    ["NODE_ENV=production tsc -w", "NODE_ENV=production tspc -w"],
    ['concurrently "tsc -w" "node --watch dist"', 'concurrently "tspc -w" "node --watch dist"'],
    ["pnpm exec tsc;tsc", "pnpm exec tspc;tspc"],
    ["npm run tsc", undefined],
    ["node tsc.js && ./tsc", undefined],
    ["tsc-watch && vue-tsc", undefined],
    ["tsc --emitDeclarationOnly", undefined],
  ])("%s", async (before, after = before) => {
    const { read } = await initialised({
      "package.json": scripts({ it: before }),
      "tsconfig.json": "{}",
    });
    expect(JSON.parse(read("package.json")).scripts.it).toBe(after);
  });

  test.each<[string, object, object]>([
    ["no scripts", {}, { prepare: "ts-patch install -s" }],
    ["others", { scripts: { build: "tsc" } }, { build: "tsc", prepare: "ts-patch install -s" }],
    ["prepare", { scripts: { prepare: "husky" } }, { prepare: "husky && ts-patch install -s" }],
    ["an empty prepare", { scripts: { prepare: "" } }, { prepare: "ts-patch install -s" }],
    ["a patch", { scripts: { postinstall: "ts-patch install" } }, { postinstall: "ts-patch install" }],
  ])("--patch with %s", async (_, content, expected) => {
    const files = { "package.json": manifest(content), "tsconfig.json": "{}" };
    const { read, out } = await initialised(files, "--patch");
    expect(JSON.parse(read("package.json")).scripts).toEqual(expected);
    expect(next(out).join("\n")).not.toContain("tspc");
    expect(next(out)).toContain("npx ts-patch install");
  });

  test("a tsc that is patched stays", async () => {
    const files = {
      "package.json": scripts({ build: "tsc" }),
      "tsconfig.json": "{}",
      ...installed("typescript", "6.0.3", "lib/_tsc.js", "/// tsp-module:"),
    };
    const { read, out } = await initialised(files);
    expect(read("package.json")).toBe(files["package.json"]);
    expect(next(out)).not.toContain("npx ts-patch install");
  });
});

describe("what is to be installed", () => {
  const steps = async (content: object, more: Files = {}) => {
    const { out } = await initialised({ "package.json": manifest(content), "tsconfig.json": "{}", ...more });
    return next(out).filter((line) => /install|add/.test(line));
  };

  test("versions that go together", async () => {
    const both = { dependencies: { "uno-trace": "*" }, optionalDependencies: { "uno-trace-build": "*" } };
    expect(await steps({})).toEqual([
      "npm install -D uno-trace-build@0.1.0 typescript@6.0.3 ts-patch@4.0.1",
      "npm install uno-trace",
    ]);
    expect(await steps(both, installed("typescript", "5.9.3"))).toEqual(["npm install -D ts-patch@3.3.0"]);
    expect(await steps(both, installed("typescript", "6.0.3"))).toEqual(["npm install -D ts-patch@4.0.1"]);
    expect(await steps({ ...both, devDependencies: { typescript: "^4.9.0" } })).toEqual([
      "npm install -D typescript@5.9.3 ts-patch@3.3.0",
    ]);
    expect(await steps(both, installed("typescript", "5.4.5"))).toEqual(["npm install -D ts-patch@3.3.0"]);
    expect(await steps(both, installed("typescript", "5.1.6"))).toEqual([
      "npm install -D typescript@5.9.3 ts-patch@3.3.0",
    ]);
    const wrong = { ...installed("typescript", "5.9.3"), ...installed("ts-patch", "4.0.1") };
    expect(await steps(both, wrong)).toEqual(["npm install -D ts-patch@3.3.0"]);
  });

  test("what is declared and not there yet; nothing; a development dependency that runs", async () => {
    const devDependencies = { "uno-trace-build": "0.1.0", typescript: "^6.0.0", "ts-patch": "~4.0.1" };
    expect(await steps({ dependencies: { "uno-trace": "*" }, devDependencies })).toEqual(["npm install"]);
    const here = {
      ...installed("uno-trace", "0.1.0"),
      ...installed("uno-trace-build", "0.1.0"),
      ...installed("typescript", "6.0.3"),
      ...installed("ts-patch", "4.0.1"),
    };
    expect(await steps({ dependencies: { "uno-trace": "*" }, devDependencies }, here)).toEqual([]);
    expect(await steps({ devDependencies: { "uno-trace": "*", ...devDependencies } }, here)).toEqual([
      "npm install --save-prod uno-trace",
    ]);
  });

  test.each([
    ["pnpm-lock.yaml", "pnpm", "pnpm add -D uno-trace-build@0.1.0 typescript@6.0.3 ts-patch@4.0.1"],
    ["yarn.lock", "yarn", "yarn add -D uno-trace-build@0.1.0 typescript@6.0.3 ts-patch@4.0.1"],
    ["bun.lock", "bun", "bun add --dev uno-trace-build@0.1.0 typescript@6.0.3 ts-patch@4.0.1"],
  ])("by %s", async (lock, manager, first) => {
    expect((await steps({}, { [lock]: "" }))[0]).toBe(first);
    expect((await steps({ packageManager: `${manager}@9.9.9` }))[0]).toBe(first);
    const project = tempProject({
      [lock]: "",
      "packages/a/package.json": "{}",
      "packages/a/tsconfig.json": "{}",
    });
    expect(next((await project.run("init", "--cwd", "packages/a")).out)[0]).toBe(first);
  });
});

test("yarn 1 installs no ts-patch that declares a newer Node", async () => {
  const isNew = Number.parseInt(process.versions.node, 10) > 20;
  const lock = { "yarn.lock": "# THIS IS AN AUTOGENERATED FILE.\n# yarn lockfile v1\n" };
  const first = async (files: Files) => {
    const { out } = await initialised({ "package.json": manifest(), "tsconfig.json": "{}", ...files });
    return next(out)[0];
  };
  expect(await first(lock)).toBe(
    `yarn add -D uno-trace-build@0.1.0 ${isNew ? "typescript@6.0.3 ts-patch@4.0.1" : "typescript@5.9.3 ts-patch@3.3.0"}`,
  );
  expect(await first({ ...lock, ...installed("typescript", "6.0.3") })).toBe(
    `yarn add -D uno-trace-build@0.1.0 ts-patch@${isNew ? "4.0.1" : "3.3.0"}`,
  );
  const named = { "package.json": manifest({ packageManager: "yarn@1.22.22" }) };
  expect(await first(named)).toBe(await first(lock));
  expect(await first({ "yarn.lock": "__metadata:\n  version: 8\n" })).toContain("ts-patch@4.0.1");
});

describe("esbuild", () => {
  const builder = 'import { build } from "esbuild";\nawait build({ plugins: [] });\n';
  const esbuild = (content: object = {}) => manifest({ devDependencies: { esbuild: "*" }, ...content });

  test("the lines that the build script lacks are printed, and no script of it is touched", async () => {
    const files = {
      "package.json": esbuild({ scripts: { build: "node tools/build.mjs", types: "tsc --noEmit" } }),
      "tsconfig.json": "{}",
      "tools/build.mjs": builder,
    };
    const { read, write, run, out } = await initialised(files);
    for (const [name, text] of Object.entries(files)) expect(read(name)).toBe(text);
    expect(out).toMatch(/^uno-trace\.json: is new\n1 file changed\n/);
    expect(next(out).slice(0, 4)).toEqual([
      "npm install -D uno-trace-build@0.1.0",
      "npm install uno-trace",
      "add to tools/build.mjs:",
      '  import { unoTrace } from "uno-trace/esbuild-plugin";',
    ]);
    // Also where no script runs it, as in the README.
    const { out: unnamed } = await initialised({ "package.json": esbuild(), "build.mjs": builder });
    expect(next(unnamed)).toContain("add to build.mjs:");
    write("tools/build.mjs", `import { unoTrace } from "uno-trace/esbuild-plugin";\n${builder}`);
    expect((await run("init")).out).not.toContain("add to");
  });

  test("in CommonJS, with a configuration elsewhere, and on its command line", async () => {
    const common = { "package.json": esbuild({ scripts: { build: "node build.js" } }) };
    const { out } = await initialised(
      { ...common, "build.js": 'require("esbuild").build({});' },
      "--config",
      "config/trace.json",
    );
    expect(out).toContain('  const { unoTrace } = require("uno-trace/esbuild-plugin");');
    expect(out).toContain('  plugins: [unoTrace({ config: "config/trace.json" })],');
    const line = await initialised({ "package.json": scripts({ build: "esbuild src/main.ts --bundle" }) });
    expect(line.out).toContain("its command line takes no plugins");
  });

  test("beside a tsc that writes files, both are set up", async () => {
    const { out } = await initialised({
      "package.json": esbuild({ scripts: { build: "tsc", bundle: "node build.mjs" } }),
      "tsconfig.json": "{}",
      "build.mjs": builder,
    });
    expect(out).toContain(
      "tsconfig.json: lists uno-trace/transformer, and uno-trace/language-service for editors",
    );
    expect(out).toContain("add to build.mjs:");
  });
});

describe("uno-trace.json", () => {
  test("is valid, and its schema is where it says", async () => {
    const project = tempProject({
      "packages/a/package.json": '{ "name": "@acme/a" }',
      "packages/a/tsconfig.json": "{}",
      ...installed("uno-trace", "0.1.0", "uno-trace.schema.json"),
    });
    await project.run("init", "--cwd", "packages/a");
    const text = project.read("packages/a/uno-trace.json");
    expect(readConfigText(text, "/uno-trace.json").diagnostics).toEqual([]);
    const { $schema, monitoring } = JSON.parse(text);
    expect(existsSync(join(project.root, "packages/a", $schema))).toBe(true);
    expect(monitoring).toEqual({ serviceName: "@acme/a" });
  });

  test("is never written over, also not further up", async () => {
    const config = "{ broken";
    const project = tempProject({
      "uno-trace.json": config,
      "a/package.json": "{}",
      "a/tsconfig.json": "{}",
    });
    expect(await project.run("init", "--cwd", "a")).toMatchObject({ code: 0 });
    expect(project.read("uno-trace.json")).toBe(config);
    expect(existsSync(join(project.root, "a/uno-trace.json"))).toBe(false);
  });

  test("elsewhere: the transformer hears of it", async () => {
    const files = { "package.json": manifest(), "lib/tsconfig.json": "{}" };
    const { read } = await initialised(files, "--config", "trace.json", "--project", "lib");
    expect(JSON.parse(read("trace.json"))).toHaveProperty("include", []);
    expect(JSON.parse(read("lib/tsconfig.json")).compilerOptions.plugins).toEqual([
      { name: "uno-trace/language-service" },
      { transform: "uno-trace/transformer", config: "../trace.json" },
    ]);
  });
});

test("--dry-run shows lines and writes nothing", async () => {
  const files = {
    "package.json": scripts({ build: "tsc" }),
    "tsconfig.json": '{\n  "include": ["src"]\n}\n',
  };
  const project = tempProject(files);
  const { code, out } = await project.run("init", "--dry-run");
  expect(code).toBe(0);
  expect(out).toContain("--- tsconfig.json\n+++ tsconfig.json\n@@ -1,3 +1,");
  expect(out).toContain('\n {\n-  "include": ["src"]\n+');
  expect(out).toContain('-    "build": "tsc"\n+    "build": "tspc"\n');
  expect(out).toContain("+++ uno-trace.json\n");
  expect(out).toContain(
    "3 files would change\n\nnext:\n  npm install -D uno-trace-build@0.1.0 typescript@6.0.3 ts-patch@4.0.1\n",
  );
  for (const [name, text] of Object.entries(files)) expect(project.read(name)).toBe(text);
  expect(existsSync(join(project.root, "uno-trace.json"))).toBe(false);
});

test("how the program is built, where no script calls tsc itself", async () => {
  const steps = async (build: string | undefined, ...argv: string[]) => {
    const content = build === undefined ? manifest() : scripts({ build });
    const { out } = await initialised({ "package.json": content, "tsconfig.json": "{}" }, ...argv);
    return next(out).filter((line) => !/^(?:npm install|write|npx uno-trace|start|node) ?/.test(line));
  };
  expect(await steps(undefined)).toEqual(["npx tspc"]);
  expect(await steps(undefined, "--patch")).toEqual(["npx ts-patch install", "npx tsc"]);
  expect(await steps("make")).toEqual([expect.stringMatching(/init --patch$/), "npm run build"]);
  expect(await steps("make", "--patch")).toEqual(["npx ts-patch install", "npm run build"]);
});

describe("how the program is started", () => {
  const start = async (given: Readonly<Record<string, string>>, files: Files = {}) => {
    const { read, out } = await initialised({
      "package.json": scripts(given),
      "tsconfig.json": "{}",
      ...files,
    });
    return {
      scripts: JSON.parse(read("package.json")).scripts,
      last: next(out).at(-1),
      next: next(out),
      out,
    };
  };

  test.each([
    ["node dist/main.js", "node --import uno-trace/register dist/main.js"],
    ["NODE_ENV=production node --enable-source-maps dist", undefined],
    ["node -r dotenv/config ./dist/main.js --port 80", undefined],
    ["node --watch build/server.mjs", undefined],
    ["node --import uno-trace/register dist/main.js", "node --import uno-trace/register dist/main.js"],
    ['concurrently "tsc -w" "node --watch dist/main.js"', undefined],
    ["node tools/serve.js", "node tools/serve.js"],
    ["next start", "next start"],
  ])(
    "%s",
    async (before, after = before
      .replace("node ", "node --import uno-trace/register ")
      .replace("tsc", "tspc")) => {
      const tool = { "tools/serve.js": "" };
      const { scripts: made } = await start(
        { build: "tsc", start: before, clean: "node dist/clean.js" },
        tool,
      );
      expect(made).toEqual({ build: "tspc", start: after, clean: "node dist/clean.js" });
    },
  );

  test("by the script that was edited, or by a command", async () => {
    expect((await start({ start: "node dist/main.js" })).last).toBe("npm run start");
    expect((await start({ "start:prod": "node dist/main" })).last).toBe("npm run start:prod");
    expect((await start({ dev: "node --watch dist" })).out).toContain("package.json: dev sets tracing up\n");
    expect((await start({})).last).toBe("start the program with: node --import uno-trace/register FILE");
  });

  test("by something that takes no option of Node", async () => {
    const line = "add as the first line of the program that start runs:";
    expect((await start({ start: "pm2 start dist/main.js" })).next).toContain(line);
    for (const known of ["node dist/main.js", "npm run serve", "tsx src/main.ts"])
      expect((await start({ build: "tsc", start: known })).next).not.toContain(line);
  });

  test("as it is, where the program sets tracing up", async () => {
    const main = { "src/main.ts": 'import { setupMonitoring } from "uno-trace";\nsetupMonitoring();\n' };
    const { scripts: made, last } = await start({ start: "node dist/main.js" }, main);
    expect({ made, last }).toEqual({ made: { start: "node dist/main.js" }, last: "npm run start" });
  });
});

describe("hosts", () => {
  const nest = { build: "nest build", start: "nest start", "start:prod": "node dist/main" };
  const listed = `{ "compilerOptions": { "plugins": [${PLUGIN}] } }`;

  const exec = (module: string) => `nest start --exec "node --import uno-trace/${module}"`;

  test("Nest: the plugin in nest-cli.json, and programs that start with tracing set up", async () => {
    const { read, out } = await initialised({
      "nest-cli.json": '{\n  "sourceRoot": "src"\n}\n',
      "tsconfig.json": "{}\n",
      "package.json": scripts({ ...nest, "start:dev": "nest start --watch" }),
    });
    expect(read("nest-cli.json")).toBe(
      '{\n  "sourceRoot": "src",\n  "compilerOptions": { "plugins": ["uno-trace/nest"] }\n}\n',
    );
    expect(read("tsconfig.json")).toBe("{}\n");
    expect(JSON.parse(read("package.json")).scripts).toEqual({
      build: "nest build",
      start: exec("register"),
      "start:prod": "node --import uno-trace/register dist/main",
      "start:dev": `${exec("register")} --watch`,
    });
    expect(out).not.toContain("not traced:");
    expect(next(out).slice(-3)).toEqual(["npx uno-trace check", "npm run build", "npm run start"]);
    expect(out).not.toContain("ts-patch");
  });

  test("Nest without nest-cli.json gets one, and a configuration of another name goes with the plugin", async () => {
    const files = { "package.json": scripts({ build: "nest build" }), "tsconfig.json": "{}" };
    const { read } = await initialised(files, "--config", "etc/trace.json");
    expect(JSON.parse(read("nest-cli.json"))).toEqual({
      compilerOptions: { plugins: [{ name: "uno-trace/nest", options: { config: "etc/trace.json" } }] },
    });
  });

  test("Nest: a list of plugins keeps what it has, and so does each of a monorepo", async () => {
    const { read } = await initialised({
      "nest-cli.json":
        '{\n  "compilerOptions": { "plugins": ["@nestjs/swagger"] },\n  "projects": { "api": {}, "web": { "compilerOptions": { "plugins": [] } } }\n}\n',
      "tsconfig.json": "{}",
      "package.json": scripts({ build: "nest build", start: "nest start web -e node" }),
    });
    expect(read("nest-cli.json")).toBe(
      '{\n  "compilerOptions": { "plugins": ["@nestjs/swagger", "uno-trace/nest"] },\n  "projects": { "api": {}, "web": { "compilerOptions": { "plugins": ["uno-trace/nest"] } } }\n}\n',
    );
    expect(JSON.parse(read("package.json")).scripts.start).toBe("nest start web -e node");
  });

  test("Nest with a patched compiler stays as it is", async () => {
    const { read } = await initialised({
      "package.json": scripts({ ...nest, prepare: "ts-patch install -s" }),
      "nest-cli.json": "{}",
      "tsconfig.json": listed,
    });
    expect(read("nest-cli.json")).toBe("{}");
    expect(read("tsconfig.json")).toBe(listed);
  });

  test("Nest with swc: what it has written is traced", async () => {
    const { read, out } = await initialised({
      "package.json": scripts({ ...nest, ci: "nest build -p tsconfig.json && echo" }),
      "nest-cli.json": '{ "compilerOptions": { "builder": "swc" } }',
      "tsconfig.json": '{ "compilerOptions": { "outDir": "./out" } }',
    });
    expect(JSON.parse(read("package.json")).scripts).toEqual({
      build: "nest build && uno-trace instrument out",
      start: exec("loader"),
      "start:prod": "node --import uno-trace/register dist/main",
      ci: "nest build -p tsconfig.json && uno-trace instrument out && echo",
    });
    expect(read("nest-cli.json")).toBe('{ "compilerOptions": { "builder": "swc" } }');
    expect(out).not.toContain("not traced:");
  });

  test.each([
    ["module", "export default (options) => ({"],
    ["commonjs", "module.exports = (options) => ({"],
  ])("Nest with rspack: a configuration for a package of type %s", async (type, line) => {
    const { read, out } = await initialised({
      "package.json": manifest({ type, scripts: { build: "nest build -b rspack" } }),
      "nest-cli.json": "{}",
      "tsconfig.json": "{}",
    });
    expect(read("rspack.config.js").split("\n")).toContain(line);
    expect(out).toContain("rspack.config.js: uses uno-trace/rspack");
  });

  test("Nest with rspack and a configuration of its own: the lines for that", async () => {
    const { out } = await initialised({
      "package.json": scripts({ build: "nest build -b rspack" }),
      "nest-cli.json": "{}",
      "tsconfig.json": "{}",
      "rspack.config.js": "module.exports = { plugins: [] };",
    });
    expect(next(out)).toContain("let rspack.config.js export a function that adds the plugin:");
  });

  test.each([
    ["Parcel", { dev: "parcel" }],
    ["Vitest", { test: "vitest" }],
  ])("%s alone is refused by its name", async (name, given) => {
    const noEmit = '{ "compilerOptions": { "noEmit": true } }';
    const solution = '{ "files": [], "references": [{ "path": "app" }] }';
    for (const tsconfig of [
      { "tsconfig.json": noEmit },
      { "tsconfig.json": solution, "app/tsconfig.json": noEmit },
    ]) {
      const { out } = await refused({ "package.json": scripts(given), ...tsconfig });
      expect(out).toMatch(/^package\.json:\d+:\d+ - warning UNO3016: /);
      expect(out).toContain(`(${name}) traces nothing`);
    }
  });

  test.each<[string, string, string]>([
    [
      "vite.config.ts",
      'import { defineConfig } from "vite";\nimport vue from "vue";\n\nexport default defineConfig({\n  plugins: [vue()],\n});\n',
      'import { defineConfig } from "vite";\nimport vue from "vue";\nimport { unoTrace } from "uno-trace/vite";\n\nexport default defineConfig({\n  plugins: [unoTrace(), vue()],\n});\n',
    ],
    [
      "vite.config.js",
      '// @ts-check\nexport default {\n  // A page.\n  root: "web",\n};\n',
      '// @ts-check\nimport { unoTrace } from "uno-trace/vite";\nexport default {\n  plugins: [unoTrace()],\n  // A page.\n  root: "web",\n};\n',
    ],
    [
      "vite.config.cjs",
      '"use strict";\nmodule.exports = ({ mode }) => ({ mode, "plugins": [] });\n',
      '"use strict";\nconst { unoTrace } = require("uno-trace/vite");\nmodule.exports = ({ mode }) => ({ mode, "plugins": [unoTrace()] });\n',
    ],
    [
      "vite.config.mts",
      'import type { UserConfig } from "vite"\nexport default {} satisfies UserConfig\n',
      'import type { UserConfig } from "vite";\nimport { unoTrace } from "uno-trace/vite";\nexport default { plugins: [unoTrace()] } satisfies UserConfig\n',
    ],
  ])("Vite gets the plugin in %s", async (name, before, after) => {
    const { out, read } = await initialised({
      "package.json": scripts({ build: "vite build" }),
      [name]: before,
    });
    expect(out).toContain(`${name}: uses uno-trace/vite\n`);
    expect(read(name)).toBe(after);
    expect(out).not.toContain("not traced");
    expect(next(out).join("\n")).not.toContain("plugins:");
  });

  test.each<[string, string, string]>([
    [
      "next.config.ts",
      'import type { NextConfig } from "next";\n\nconst nextConfig: NextConfig = {\n  /* config options here */\n};\n\nexport default nextConfig;\n',
      'import type { NextConfig } from "next";\nimport { withUnoTrace } from "uno-trace/next";\n\nconst nextConfig: NextConfig = {\n  /* config options here */\n};\n\nexport default withUnoTrace(nextConfig);\n',
    ],
    [
      "next.config.mjs",
      "export default (phase) => ({ phase });\n",
      'import { withUnoTrace } from "uno-trace/next";\nexport default withUnoTrace((phase) => ({ phase }));\n',
    ],
    [
      "next.config.js",
      "module.exports = withOther({\n  a: 1,\n})\n",
      'const { withUnoTrace } = require("uno-trace/next");\nmodule.exports = withUnoTrace(withOther({\n  a: 1,\n}))\n',
    ],
  ])("Next.js' configuration is wrapped in %s, once", async (name, before, after) => {
    const { out, read, run } = await initialised({
      "package.json": scripts({ build: "next build", start: "next start" }),
      "tsconfig.json": '{ "compilerOptions": { "noEmit": true } }',
      [name]: before,
    });
    expect(read(name)).toBe(after);
    expect(out).toContain("  write into instrumentation.ts");
    expect(out).not.toContain("uno-trace/register");
    expect(next(out).slice(-2)).toEqual(["npm run build", "npm run start"]);
    expect((await run("init")).out).toContain("nothing to change");
    expect(read(name)).toBe(after);
  });

  test("Next.js' configuration that exports a function with a name is left to its user", async () => {
    const text = "export default async function configure() {\n  return {};\n}\n";
    const { out, read } = await initialised({
      "package.json": scripts({ build: "next build" }),
      "next.config.mjs": text,
    });
    expect(read("next.config.mjs")).toBe(text);
    expect(next(out)).toContain("let next.config.mjs export the same through withUnoTrace:");
  });

  test("the configuration of another name goes to the plugin", async () => {
    const files = {
      "package.json": scripts({ build: "vite build" }),
      "vite.config.ts": "export default {};\n",
    };
    const { read } = await initialised(files, "--config", "etc/trace.json");
    expect(read("vite.config.ts")).toContain('unoTrace({ config: "etc/trace.json" })');
  });

  test.each([
    ["is not plain to see", "const config = make();\nexport default config;\n"],
    ["has no list", "export default { plugins: all() };\n"],
    ["does not parse", "export default {\n"],
    ["is not there", undefined],
  ])("Vite's configuration that %s is left to its user", async (_, text) => {
    const files = {
      "package.json": scripts({ build: "vite build" }),
      ...(text ? { "vite.config.ts": text } : {}),
    };
    const { out, read } = await initialised(files);
    if (text) expect(read("vite.config.ts")).toBe(text);
    expect(next(out)).toContain("add to vite.config.ts:");
    expect(next(out)).toContain('  import { unoTrace } from "uno-trace/vite";');
  });

  test("beside a build that is set up, what stays untraced is named", async () => {
    const given = { build: "tsc", dev: "tsx watch src/main.ts", test: "vitest" };
    const { read, out } = await initialised({ "package.json": scripts(given), "tsconfig.json": "{}" });
    const dev = "tsx watch --import uno-trace/loader src/main.ts";
    expect(JSON.parse(read("package.json")).scripts).toEqual({ ...given, build: "tspc", dev });
    expect(out).toContain("dev traces by uno-trace/loader\n");
    expect(out).toMatch(/\nnot traced:\n {2}test in package\.json \(Vitest\).*\n\nnext:/);
  });

  test.each([
    ["tsx src/main.ts", "tsx --import uno-trace/loader src/main.ts"],
    ["node --watch src/main.ts", "node --import uno-trace/loader --watch src/main.ts"],
    ["node --import tsx src/main.ts", "node --import uno-trace/loader --import tsx src/main.ts"],
    ["bun --watch src/main.ts", "bun --preload uno-trace/loader --watch src/main.ts"],
    ["bun run --watch src/main.ts", "bun run --preload uno-trace/loader --watch src/main.ts"],
  ])("without a build: %s gets the loader, once", async (start, loaded) => {
    const noEmit = '{ "compilerOptions": { "noEmit": true } }';
    const files = { "package.json": scripts({ start }), "tsconfig.json": noEmit };
    const { read, out } = await initialised(files);
    expect(JSON.parse(read("package.json")).scripts).toEqual({ start: loaded });
    expect(read("tsconfig.json")).toBe(noEmit);
    expect(next(out).at(-1)).toBe("npm run start");
    expect(next(out)).not.toContain("npm run build");
    const again = await initialised({
      ...files,
      "package.json": read("package.json"),
      "uno-trace.json": "{}",
    });
    expect(again.out).toContain("nothing to change");
  });

  test.each([
    [
      "webpack.config.js",
      "module.exports = { loader: 'ts-loader' };",
      { build: "webpack" },
      "add to the options of ts-loader in webpack.config.js:",
    ],
    ["x.js", "", { start: "ts-node src/main.ts" }, "add to tsconfig.json:"],
  ])("the compiler that %s lacks", async (file, text, given, line) => {
    const { out, read } = await initialised({
      "package.json": scripts(given),
      "tsconfig.json": "{}",
      [file]: text,
    });
    const at = next(out).indexOf(line);
    expect(next(out)[at + 1]).toContain("ts-patch/compiler");
    expect(read("tsconfig.json")).toBe(listed);
    expect(out).not.toContain("init --patch");
  });

  test("tsup that asks its SWC plugin first gets ours in the other list", async () => {
    const { out } = await initialised({
      "package.json": scripts({ build: "tsup" }),
      "tsconfig.json": '{ "compilerOptions": { "emitDecoratorMetadata": true } }',
      "tsup.config.ts": 'import { unoTrace } from "uno-trace/esbuild-plugin";\nesbuildPlugins: [unoTrace()]',
    });
    expect(next(out)).toContain("move from esbuildPlugins to plugins in tsup.config.ts:");
  });

  test("tsup gets the lines that it lacks, and tsconfig.json stays", async () => {
    const files = {
      "package.json": scripts({ build: "tsup", start: "node dist/main.js" }),
      "tsconfig.json": "{}",
    };
    const { out, read } = await initialised(files);
    expect(next(out)).toContain("  plugins: [unoTrace()],");
    expect(read("tsconfig.json")).toBe("{}");
    expect(read("package.json")).toContain("node --import uno-trace/register dist/main.js");
  });
});

describe("refused, with nothing written", () => {
  const tsconfig = { "tsconfig.json": "{}" };

  test("no package.json; nothing that builds", async () => {
    expect((await refused(tsconfig)).err).toMatch(/^uno-trace: no package\.json in .*: go to the folder/);
    expect((await refused({ "package.json": "{}" })).err).toContain("there is no tsconfig.json");
    const noEmit = { "package.json": "{}", "tsconfig.json": '{ "compilerOptions": { "noEmit": true } }' };
    expect((await refused(noEmit)).err).toContain("tsconfig.json writes no JavaScript, and esbuild is not");
  });

  test("the root of several packages, unless it builds them", async () => {
    const root = { workspaces: ["packages/*"] };
    const files = { "package.json": manifest(root), "tsconfig.json": "{}" };
    expect((await refused(files)).err).toContain("the packages of this repository build themselves");
    expect((await refused({ ...files, "package.json": "{}", "pnpm-workspace.yaml": "" })).err).toContain(
      "--cwd",
    );
    const built = manifest({ ...root, scripts: { build: "tsc" } });
    expect((await initialised({ ...files, "package.json": built })).out).toContain("build calls tspc");
  });

  test.each([
    ["tsconfig.json", '{\n  "a": 1\n  "b": 2\n}', "3:3", "comma expected"],
    ["tsconfig.json", "[]", "1:1", "it is no object"],
    ["tsconfig.json", '{ "compilerOptions": [] }', "1:22", '"compilerOptions" is not an object'],
    ["tsconfig.json", '{ "compilerOptions": { "plugins": {} } }', "1:35", '"plugins" is not a list'],
    ["package.json", '{ "name": "a", // no\n}', "1:16", "invalid comment token"],
    ["package.json", '{ "scripts": "tsc" }', "1:14", '"scripts" is not an object'],
  ])("%s: %j", async (name, text, place, why) => {
    const { out } = await refused({ "package.json": "{}", ...tsconfig, [name]: text });
    expect(out).toContain(`${name}:${place} - error UNO3015: ${name} cannot be edited: ${why}\n`);
    expect(out).toContain("nothing has been written");
  });

  test("an empty tsconfig.json", async () => {
    const { out } = await refused({ "package.json": "{}", "tsconfig.json": "" });
    expect(out).toContain("tsconfig.json - error UNO3015: tsconfig.json cannot be edited: value expected\n");
  });

  test("TypeScript 7 beside esbuild", async () => {
    const esbuild = { devDependencies: { esbuild: "*", typescript: "7.0.2" } };
    await initialised({ "package.json": manifest(esbuild), ...tsconfig });
  });
});

describe("TypeScript 7", () => {
  const files = (scripts: Readonly<Record<string, string>>) => ({
    "package.json": JSON.stringify({ scripts, devDependencies: { typescript: "7.0.2" } }, undefined, 2),
    "tsconfig.json": "{}",
    ...installed("typescript", "7.0.2"),
  });

  test("scripts call `uno-trace build` in the place of tsc, and tsconfig.json stays", async () => {
    const scripts = { build: "tsc -p . && cp a b", dev: "npx tsc -b -w", types: "tsc --noEmit" };
    const project = tempProject(files(scripts));
    const { code, out } = await project.run("init");
    expect(code).toBe(0);
    expect(JSON.parse(project.read("package.json")).scripts).toEqual({
      build: "uno-trace build -p . && cp a b",
      dev: "npx uno-trace build -b -w",
      types: "tsc --noEmit",
    });
    expect(project.read("tsconfig.json")).toBe("{}");
    expect(out).toContain("package.json: build, dev call uno-trace build");
    expect(out).toContain("npm run build");
    expect(out).not.toMatch(/tspc|ts-patch/);
    expect((await project.run("init")).out).toContain("nothing to change");
  });

  test("without a script, the command is told", async () => {
    const { out } = await tempProject(files({})).run("init");
    expect(out).toContain("npx uno-trace build\n");
  });
});
