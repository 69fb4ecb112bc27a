// The plugin of Vite and Rolldown: what is traced, what is left alone, and what is said of it.
import { readFileSync } from "node:fs";
import { createLogger } from "vite";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { unoTrace as forEsbuild } from "../../../esbuild-plugin/index.js";
import { instrument } from "../../../hosts/instrument.js";
import defaultExport, { unoTrace } from "../../../hosts/rollup/index.js";
import { giveInfo } from "../../../hosts/rollup/messages.js";
import { untracedInBrowser } from "../../../transformer/diagnostics/build.js";
import { makeProject, type TemporaryProject } from "../temporary-project.js";
import { type AnyPlugin, type Bundled, byRolldown, byVite, type Order } from "./bundled.js";

const MARKED = "// @trace\nexport function load(id: string): string {\n  return id;\n}\n";

let project: TemporaryProject;

/** Rolldown has no folder of its own. */
const cwd = vi.spyOn(process, "cwd");
afterAll(() => cwd.mockRestore());

function makeWith(files: Readonly<Record<string, string | object>>): TemporaryProject {
  project = makeProject({ "package.json": { type: "module" }, ...files });
  cwd.mockReturnValue(project.folder);
  return project;
}

afterEach(() => project.remove());

const BUNDLERS = [
  ["Vite", byVite],
  ["Rolldown", byRolldown],
] as const;

const textsOf = ({ said }: Bundled) => said.map(({ level, message }) => `${level} ${message}`);
const spansIn = (code: string) => code.match(/\$start\(|\$enter\(/g)?.length ?? 0;

it.each([null, "uno-trace.json", { configFile: "a.json" }])("refuses the options %j", (options) => {
  makeWith({});
  expect(() => unoTrace(options as never)).toThrow(/^unoTrace: /);
  expect(defaultExport).toBe(unoTrace);
});

describe.each(BUNDLERS)("%s", (_, bundle) => {
  const build = (order: Partial<Order> = {}) => bundle(project, { plugins: [unoTrace()], ...order } as Order);

  it("traces what a directive marks, though nothing else is asked of it", async () => {
    makeWith({ "src/main.ts": MARKED });
    const result = await build();
    expect(spansIn(result.code)).toBe(1);
    expect(result.code).toMatch(/from "uno-trace\/abi(?:-\d+)?"/);
    expect(result.said).toEqual([]);
  });

  it.each([
    ["include", { include: ["src"] }],
    ["a rule", { rules: [{ files: ["src/*.ts"] }] }],
  ])("traces what %s selects, without a word of ours in the text", async (_name, config) => {
    makeWith({ "src/main.ts": "export function plain(): void {}\n", "uno-trace.json": config });
    const result = await build();
    expect(spansIn(result.code)).toBe(1);
    expect(result.said).toEqual([]);
  });

  it("takes a configuration by name and as an object", async () => {
    makeWith({
      "src/main.ts": "export function plain(): void {}\n",
      "etc/trace.json": { include: ["../src"] },
    });
    for (const config of ["etc/trace.json", { include: ["src"] }])
      expect(spansIn((await build({ plugins: [unoTrace({ config })] })).code)).toBe(1);
  });

  it("lets scopes pause, of functions that make spans by hand", async () => {
    makeWith({
      "src/main.ts":
        'import { getTracer } from "uno-trace";\nexport async function job() {\n  using s = getTracer().createSpan("job");\n  await s;\n}\n',
    });
    expect((await build()).code).toContain("$scope(");
  });

  it("leaves virtual modules, declarations and texts alone", async () => {
    makeWith({ "src/main.ts": 'export * from "virtual:a";\nimport "./b.d.ts";\n', "src/b.d.ts": MARKED });
    const virtual: AnyPlugin = {
      name: "virtual",
      resolveId: (id) => (id === "virtual:a" ? "\0a.ts" : undefined),
      load: (id) => (id === "\0a.ts" ? { code: MARKED, moduleType: "ts" } : undefined),
    };
    const { code } = await build({ plugins: [virtual, unoTrace()] });
    expect(code).toContain("function load");
    expect(spansIn(code)).toBe(0);
  });

  it("traces once, whatever else has traced", async () => {
    makeWith({ "src/main.ts": MARKED });
    const own: AnyPlugin = {
      name: "own",
      load: (id) => (id.endsWith("main.ts") ? instrument(readFileSync(id, "utf8"), id).code : undefined),
    };
    for (const plugins of [
      [unoTrace(), unoTrace()],
      [own, unoTrace()],
    ])
      expect(spansIn((await build({ plugins: plugins as AnyPlugin[] })).code)).toBe(1);
  });

  it("says where another plugin has taken the directives away", async () => {
    makeWith({ "src/main.ts": MARKED });
    const stripping: AnyPlugin = {
      name: "stripping",
      load: (id) => (id.endsWith("main.ts") ? "export function load(id) { return id; }" : undefined),
    };
    const result = await build({ plugins: [stripping, unoTrace()] });
    expect(textsOf(result).join()).toMatch(
      /^warn.*UNO3021: Nothing in main\.ts is traced: what comes before uno-trace loads it and hands on code without its comments/,
    );
  });

  it("says that components are not read", async () => {
    makeWith({
      "src/main.ts": 'export * from "./App.vue";\n',
      "src/App.vue": `<script>\n${MARKED}</script>\n`,
    });
    const vue: AnyPlugin = {
      name: "vue",
      transform: (code, id) =>
        id.endsWith(".vue") ? { code: code.replace(/<\/?script>/g, ""), moduleType: "ts" } : undefined,
    };
    expect(textsOf(await build({ plugins: [vue, unoTrace()] })).join()).toMatch(
      /UNO3024: Nothing in App\.vue is traced/,
    );
  });

  it("leaves a constructor alone that the bundler's own compiler would break", async () => {
    makeWith({
      "src/main.ts": `class Base {}
export class Shop extends Base {
  // @trace
  constructor(readonly id: string) { super(); }
}
export class Plain extends Base {
  // @trace
  constructor() { super(); }
}
`,
    });
    const result = await build();
    expect(textsOf(result).join()).toMatch(
      /UNO2001: `Shop\.constructor` is not traced: this build tool would set/,
    );
    expect(spansIn(result.code)).toBe(1);
  });

  describe("errors", () => {
    const failure = (order?: Partial<Order>) =>
      build(order).then(
        () => expect.unreachable(),
        (error: Error) => error,
      );

    it("an orphan directive, with its place and the others beside it", async () => {
      makeWith({
        "src/main.ts": `${MARKED}\n// @trace\nexport const a = 1;\n  // @trace\nexport const b = 1;\n`,
      });
      const { message } = await failure();
      expect(message).toContain("UNO1001");
      expect(message).toMatch(/main\.ts:6:\d|main\.ts.?\(6:\d|6:\d+/);
      expect(message).toContain("8:5 UNO1001");
    });

    it("a broken configuration, with its place", async () => {
      makeWith({ "src/main.ts": MARKED, "uno-trace.json": '{\n  "inclued": []\n}' });
      const { message } = await failure();
      expect(message).toContain("UNO3004");
      expect(message).toContain("uno-trace.json");
      expect(message).toMatch(/2:\d/);
    });

    it("a syntax error, in the words of the bundler", async () => {
      makeWith({ "src/main.ts": `${MARKED}export const a = ;\n` });
      const { message } = await failure();
      expect(message).toMatch(/main\.ts:5|main\.ts/);
      expect(message).not.toContain("UNO1");
    });
  });
});

describe("a query", () => {
  it.each([
    ["?v=1", 1],
    ["?raw", 0],
    ["?url&inline", 0],
  ])("%s behind the name of a module", async (query, spans) => {
    makeWith({
      "src/main.ts": `import * as all from "./load.js${query}";\nconsole.log(all);\n`,
      "src/load.js": MARKED.replaceAll(": string", ""),
    });
    expect(spansIn((await byVite(project, { plugins: [unoTrace()] })).code)).toBe(spans);
  });
});

describe("Vite's bundle for browsers", () => {
  const client = (more: object) => ({
    vite: {
      build: {
        ssr: false,
        lib: { entry: "src/main.ts", formats: ["es" as const] },
        write: false,
        minify: false,
        ...more,
      },
    },
    plugins: [unoTrace()],
  });

  it("is left alone, and it is said", async () => {
    makeWith({ "src/main.ts": MARKED });
    const said: string[] = [];
    const customLogger = createLogger("info");
    for (const level of ["info", "warn"] as const)
      customLogger[level] = (text) => said.push(`${level} ${text}`);
    const { vite, plugins } = client({ rolldownOptions: {} });
    const result = await byVite(project, { vite: { ...vite, customLogger, logLevel: "info" }, plugins });
    expect(spansIn(result.code)).toBe(0);
    expect(said.filter((text) => text.includes("UNO")).join()).toMatch(
      /^info.*UNO3023: Nothing in main\.ts is traced in this bundle, which is for browsers/,
    );
  });

  it("is traced where the runtime stays outside: a library", async () => {
    makeWith({ "src/main.ts": MARKED });
    const result = await byVite(project, client({ rolldownOptions: { external: /^uno-trace/ } }));
    expect(spansIn(result.code)).toBe(1);
  });
});

it("says in these words what is not traced", async () => {
  makeWith({
    "src/main.ts": 'export * from "./App.vue";\nexport * from "./load.js";\n',
    "src/App.vue": MARKED,
    "src/load.ts": MARKED.replace("load", "other"),
  });
  const vue: AnyPlugin = {
    name: "vue",
    load: (id) => (id.endsWith("load.ts") ? "export function other(id) { return id; }" : undefined),
    transform: (code, id) => (id.endsWith(".vue") ? { code, moduleType: "ts" } : undefined),
  };
  const { said } = await byRolldown(project, { plugins: [vue, unoTrace()] });
  const left: string[] = [];
  const info = ({ message }: { message: string }) => left.push(`warning ${message}`);
  giveInfo({ info } as never, [untracedInBrowser("/src/main.ts", 2)]);
  const texts = [
    ...said
      .filter(({ message }) => message.includes("UNO"))
      .map(({ message }) => message.replace(/^.*(?=UNO)/s, "warning ")),
    ...left,
  ];
  await expect(`${texts.sort().join("\n")}\n`).toMatchFileSnapshot(
    "../../rejects/other-plugins/bundlers.txt",
  );
});

it("the plugin for esbuild names the one to take", async () => {
  makeWith({ "src/main.ts": MARKED });
  await expect(byVite(project, { plugins: [forEsbuild() as never] })).rejects.toThrow("uno-trace/vite");
  await expect(byRolldown(project, { plugins: [forEsbuild() as never] })).rejects.toThrow(
    "uno-trace/rolldown",
  );
});
