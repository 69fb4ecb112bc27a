// The esbuild plugin among others: what they load is traced, what they load before it is said, other tools get an error.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import {
  type BuildOptions,
  type BuildResult,
  build,
  type Plugin,
  type PluginBuild,
  transform,
} from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { instrument } from "../../hosts/instrument.js";
import { installed, makeProject } from "./temporary-project.js";

const project = makeProject({
  "src/main.ts": 'import { load } from "./load.js";\n/* @preserve me */ load("1");\n',
  "src/load.ts": "// @trace\nexport function load(id: string): string {\n  return id + __BUILT__;\n}\n",
  "src/plain.ts": "export const plain: number = 1;\n",
});

afterAll(() => project.remove());

const options = (plugins: Plugin[], more: BuildOptions = {}): BuildOptions => ({
  absWorkingDir: project.folder,
  entryPoints: ["src/main.ts"],
  bundle: true,
  write: false,
  format: "esm",
  packages: "external",
  logLevel: "silent",
  plugins,
  ...more,
});

const codeOf = ({ outputFiles }: BuildResult) =>
  outputFiles?.find(({ path }) => !path.endsWith(".map"))?.text;

/** What many plugins do: they read each file and hand on a text of their own. */
function replacing(name = "replacing", loader: "ts" | "js" = "ts"): Plugin {
  return {
    name,
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const text = (await readFile(path, "utf8")).replace("__BUILT__", '"!"');
        if (loader === "ts") return { contents: text, loader, pluginData: { path } };
        return { contents: (await transform(text, { loader: "ts" })).code, watchFiles: [path] };
      });
    },
  };
}

/** What minifiers do: no comment is left. */
const stripping: Plugin = {
  name: "stripping",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "ts", minify: true });
      return { contents: code };
    });
  },
};

it("says in these words what is not traced", async () => {
  const orders = [
    [replacing(), unoTrace()],
    [unoTrace(), stripping],
    [unoTrace(), Object.freeze(replacing("frozen"))],
  ];
  const texts: string[] = [];
  for (const plugins of orders)
    for (const { text, notes } of (await build(options(plugins))).warnings)
      texts.push(`warning ${text}\n  ${notes[0]?.text}\n`);
  await expect(texts.join("")).toMatchFileSnapshot("../rejects/other-plugins/plugins.txt");
});

describe("a plugin behind it", () => {
  it("loads the file, and the function in it is traced", async () => {
    const result = await build(options([unoTrace(), replacing()]));
    expect(codeOf(result)).toContain('return id + "!"');
    expect(codeOf(result)).toContain("__uno.$start(__uno_0)");
    expect(result.warnings).toEqual([]);
    expect(result.metafile).toBeUndefined();
  });

  it("gets its own setup back, and may be used again, also behind one that fails", async () => {
    class Other implements Plugin {
      name = "other";
      setup(build: Parameters<Plugin["setup"]>[0]): void {
        replacing().setup(build);
      }
    }
    const other = new Other();
    const failing: Plugin = {
      name: "failing",
      setup: () => {
        throw new Error("no");
      },
    };
    await expect(build(options([unoTrace(), failing, other]))).rejects.toThrow("no");
    for (let times = 0; times < 2; times++) {
      const code = codeOf(await build(options([unoTrace(), other])));
      expect(code?.match(/\$start\(/g)).toHaveLength(1);
      expect(Object.keys(other)).toEqual(["name"]);
    }
    expect(codeOf(await build(options([other])))).not.toContain("$start(");
  });

  it("keeps what is no code, and files that it does not take", async () => {
    const text: Plugin = {
      name: "text",
      setup({ onLoad }) {
        onLoad({ filter: /plain\.ts$/ }, () => ({ contents: "// @trace\nfunction f() {}", loader: "text" }));
        onLoad({ filter: /load\.ts$/ }, () => undefined);
      },
    };
    const entryPoints = ["src/plain.ts", "src/load.ts"];
    const { outputFiles = [] } = await build(
      options([unoTrace(), text], { entryPoints, bundle: false, outdir: "out" }),
    );
    expect(outputFiles.map((file) => file.text.includes("$start("))).toEqual([false, true]);
  });

  it("that is frozen is asked for nothing that is traced", async () => {
    const { warnings, outputFiles } = await build(options([unoTrace(), Object.freeze(replacing("frozen"))]));
    expect(warnings).toHaveLength(1);
    expect(outputFiles?.[0]?.text).toContain("$start(");
  });
});

describe("a plugin in front of it", () => {
  it("takes files that have something to trace: a warning for each", async () => {
    const result = await build(options([replacing(), unoTrace()]));
    expect(result.warnings.map(({ text }) => text)).toEqual([
      "UNO3020: Nothing in load.ts is traced: a plugin in front of uno-trace loads it, and esbuild asks one plugin for each file",
    ]);
    expect(result.metafile).toBeUndefined();
  });

  it("that takes no such file gives no warning, and who asks for the metafile gets it", async () => {
    const other: Plugin = {
      name: "other",
      setup: ({ onLoad }) => onLoad({ filter: /main\.ts$/ }, () => ({ contents: 'import "./load.js"' })),
    };
    const result = await build(options([other, unoTrace()], { metafile: true }));
    expect(result.warnings).toEqual([]);
    expect(Object.keys(result.metafile?.inputs ?? {})).toEqual(["src/load.ts", "src/main.ts"]);
  });

  it("may instrument by itself", async () => {
    const own: Plugin = {
      name: "own",
      setup({ onLoad }) {
        onLoad({ filter: /load\.ts$/ }, ({ path }) => {
          const { code, map, diagnostics } = instrument(readFileSync(path, "utf8"), path);
          expect(diagnostics).toEqual([]);
          expect(map?.sources).toEqual(["load.ts"]);
          return { contents: code, loader: "ts" };
        });
      },
    };
    expect(codeOf(await build(options([own])))).toContain("$start(");
    expect(instrument("const a = 1;", "a.ts")).toMatchObject({ code: "const a = 1;", map: undefined });
    expect(instrument("// @trace\nconst a = 1;", "a.ts").diagnostics[0]?.code).toBe("UNO1001");
    expect(() => instrument("", "a.ts", { map: true } as never)).toThrow("`map`: unknown option");
  });
});

it.each([/^\$/, /^[_$]/, /./])(
  "mangleProps %s leaves the names alone that the runtime has",
  async (mangleProps) => {
    const reserveProps = /^_mine$/;
    const code = codeOf(await build(options([unoTrace()], { mangleProps, reserveProps })));
    for (const name of ["$start", "$fail", "$exit"]) expect(code).toContain(`__uno.${name}(`);
    const { outputFiles } = await build(
      options([unoTrace()], {
        mangleProps: /^[_$]/,
        reserveProps,
        stdin: { contents: "console.log({}._mine, {}._other)", resolveDir: project.folder },
        entryPoints: [],
      }),
    );
    expect(outputFiles?.[0]?.text).toContain("._mine");
    expect(outputFiles?.[0]?.text).not.toContain("._other");
  },
);

describe("another tool's configuration", () => {
  const ofVitest = createRequire(installed("vitest/package.json"));
  const config = (plugin: unknown) => ({
    root: project.folder,
    configFile: false as const,
    logLevel: "silent" as const,
    plugins: [plugin],
    build: { write: false, lib: { entry: "src/main.ts", formats: ["es"] } },
  });

  it("of Vite and Vitest is refused, in a build and as a server", async () => {
    const vite = ofVitest("vite") as Record<"build" | "createServer", (config: object) => Promise<unknown>>;
    const message =
      /unoTrace: Vite \(or Vitest\) cannot use this plugin, so that nothing would be traced. It is the one for .* Import unoTrace from "uno-trace\/vite"/;
    await expect(vite.build(config(unoTrace()))).rejects.toThrow(message);
    await expect(vite.createServer(config([unoTrace()]))).rejects.toThrow(message);
    await expect(vite.build(config({ name: "harmless" }))).resolves.toBeDefined();
  });

  it("of Rolldown is refused", async () => {
    const { rolldown } = createRequire(ofVitest.resolve("vite/package.json"))("rolldown") as {
      rolldown: (options: object) => Promise<{ generate: () => Promise<unknown> }>;
    };
    const bundled = async () =>
      (
        await rolldown({ input: project.path("src/load.ts"), plugins: [unoTrace()], external: /./ })
      ).generate();
    await expect(bundled()).rejects.toThrow("unoTrace: Rolldown cannot use this plugin");
  });

  it("of Bun is refused", () => {
    const build = { initialOptions: {}, onLoad() {}, onStart() {}, onEnd() {} } as unknown as PluginBuild;
    expect(() => unoTrace().setup(build)).toThrow(/Bun cannot use this plugin.*uno-trace\/bun/);
  });

  it("of Farm is refused", () => {
    const plugin = unoTrace() as unknown as { config: (config: object) => void };
    expect(() => plugin.config({ compilation: {} })).toThrow(/Farm cannot use this plugin.*uno-trace\/farm/);
  });

  it("of webpack and Rspack is refused", () => {
    const plugin = unoTrace() as unknown as { apply: (compiler: object) => void };
    expect(() => plugin.apply({ hooks: {} })).toThrow(/webpack cannot use this plugin.*uno-trace\/webpack/);
    expect(() => plugin.apply({ hooks: {}, rspack: {} })).toThrow("uno-trace/rspack");
  });
});
