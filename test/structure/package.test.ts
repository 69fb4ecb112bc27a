// The built packages in; what a user who installs them gets, checked.
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);

interface PackedFile {
  readonly path: string;
  readonly size: number;
}

interface Manifest {
  readonly exports: object;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The packages, by name: where they lie, and what besides what is built they may hold. */
const PACKAGES: Readonly<Record<string, { readonly folder: string; readonly others: RegExp }>> = {
  "uno-trace": {
    folder: ROOT,
    others:
      /^(?:uno-trace(?:\.manifest)?\.schema\.json|(?:(?:language-service|abi|abi-2|runtime)\/)?package\.json|README.md|LICENSE)$/,
  },
  "uno-trace-build": { folder: join(ROOT, "packages/build"), others: /^(?:package.json|README.md|LICENSE)$/ },
  "uno-trace-view": { folder: join(ROOT, "packages/view"), others: /^(?:package.json|README.md|LICENSE)$/ },
};

const packed = new Map<string, readonly PackedFile[]>();

/** What npm would publish; it is asked once. */
function packedFiles(name: string): readonly PackedFile[] {
  const files = packed.get(name) ?? askNpm(PACKAGES[name]?.folder as string);
  packed.set(name, files);
  return files;
}

function askNpm(cwd: string): readonly PackedFile[] {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return (JSON.parse(output) as { files: PackedFile[] }[])[0]?.files ?? [];
}

describe.each(Object.entries(PACKAGES))("the package %s", (name, { folder, others }) => {
  const manifest = require(`${name}/package.json`) as Manifest;

  it("holds what its exports name, and no sources or tests", () => {
    const paths = packedFiles(name).map(({ path }) => path);
    for (const target of JSON.stringify(manifest.exports).match(/\.\/[^"]+/g) ?? []) {
      if (/^\.\/(dist|uno-trace\.(?:manifest\.)?schema)/.test(target))
        expect(paths).toContain(target.slice(2));
    }
    expect(paths.filter((path) => !path.startsWith("dist/") && !others.test(path))).toEqual([]);
    expect(paths).toContain("LICENSE");
  });

  it("asks for what is installed with it or is a peer, and for all of that", () => {
    const { dependencies = {}, peerDependencies = {} } = manifest;
    const known = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies), name]);
    const asked = new Set(
      packedFiles(name)
        .filter(({ path }) => /^dist\/.*\.(?:js|cjs|d\.c?ts)$/.test(path))
        .flatMap(({ path }) => namesIn(readFileSync(join(folder, path), "utf8"))),
    );
    // The packages speak of each other, and neither of the first two needs the other (decision 23).
    expect([...asked].filter((each) => !(each in PACKAGES) && !known.has(each) && !isBuiltin(each))).toEqual(
      [],
    );
    // ts-patch is asked for by whoever writes tsconfig.json.
    expect([...known].filter((each) => !asked.has(each) && each !== name && each !== "ts-patch")).toEqual([]);
  });
});

/** Packages that a module imports. */
function namesIn(module: string): string[] {
  const text = module.replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
  const found = text.matchAll(/(?:\bfrom|(?<!\/)\bimport|\brequire\(|\bimport\()\s*"([^".$][^"]*)"/g);
  return [...found].map(([, each]) => /^(?:@[^/]+\/)?[^/]+/.exec(each as string)?.[0] ?? "");
}

it("what runs takes at most 1.5 MB of a disk", () => {
  const files = packedFiles("uno-trace");
  const folders = new Set(
    files.flatMap(({ path }) => path.split("/").map((_, end, all) => all.slice(0, end).join("/"))),
  );
  // Whole blocks of 4,096 bytes, which is what most file systems give.
  const blocks = files.reduce((sum, { size }) => sum + Math.ceil(size / 4096), folders.size);
  expect(blocks * 4096).toBeGreaterThan(500_000);
  expect(blocks * 4096).toBeLessThanOrEqual(1_500_000);
});

it("what runs needs no package, and all are of one version", () => {
  const runtime = require("uno-trace/package.json");
  expect([runtime.dependencies, runtime.optionalDependencies]).toEqual([undefined, undefined]);
  for (const name of ["uno-trace-build", "uno-trace-view"])
    expect(require(`${name}/package.json`).version).toBe(runtime.version);
});

describe("the package", () => {
  it("loads through import and through require, with the same runtime functions", async () => {
    // What only generated code calls is there, and not declared.
    const imported: Record<string, unknown> = { ...(await import("uno-trace/runtime")) };
    const required = require("uno-trace/runtime") as object;
    expect(Object.keys(required).sort()).toEqual(Object.keys(imported).sort());
    const abi = (await import("uno-trace/abi")) as Record<string, unknown>;
    expect(abi.$enter).toBe(imported.$enter);
    // What an older release has built imports them from there.
    expect(Object.keys(abi).filter((name) => !(name in imported))).toEqual([]);
    // One copy, and no getter between generated code and what it calls.
    for (const version of ["uno-trace/abi", "uno-trace/abi-2"]) {
      expect(Object.keys(await import(version))).toEqual(Object.keys(abi));
      const asked = require(version) as object;
      for (const name of Object.keys(asked))
        expect(Object.getOwnPropertyDescriptor(asked, name)?.value, name).toBe(
          (required as Record<string, unknown>)[name],
        );
    }
    expect(typeof require("uno-trace/transformer").default).toBe("function");
    const plugin = require("uno-trace/esbuild-plugin") as Record<string, unknown>;
    expect(plugin.unoTrace).toBe(plugin.default);
    expect(require("uno-trace/uno-trace.schema.json")).toHaveProperty("properties.rules");
  });

  it("loads for traced code no more than it needs", () => {
    const options = { bundle: true, write: false, metafile: true, platform: "node" } as const;
    const loadedFor = (contents: string) => {
      const { metafile, warnings } = buildSync({ ...options, stdin: { contents, resolveDir: ROOT } });
      expect(warnings).toEqual([]);
      return Object.keys(metafile.inputs);
    };
    for (const load of ['import "uno-trace/abi"', 'require("uno-trace/abi")']) {
      const files = loadedFor(load);
      expect(files.some((file) => file.endsWith("runtime/abi/index.js"))).toBe(true);
      expect(files.filter((file) => /monitoring|api\.js/.test(file))).toEqual([]);
    }
  });

  it("has its runtime where resolvers look that know no exports: Jest 27, browserify, esm", () => {
    // By its path, Node resolves a folder as they do.
    const paths = packedFiles("uno-trace").map(({ path }) => path);
    for (const entry of ["runtime", "abi", "abi-2"]) {
      expect(require(join(ROOT, entry))).toBe(require(`uno-trace/${entry}`));
      expect(paths).toContain(`${entry}/package.json`);
    }
  });

  it("requires Node's modules by names that old hosts know: Jest before 27, webpack 4", () => {
    const folder = join(ROOT, "dist/cjs");
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".js"),
    );
    const required = names.flatMap((name) =>
      [...readFileSync(join(folder, name), "utf8").matchAll(/require\("([^."][^"]*)"\)/g)].map(
        (match) => match[1],
      ),
    );
    expect(new Set(required)).toContain("async_hooks");
    expect(required.filter((name) => name?.startsWith("node:"))).toEqual([]);
  });

  it.each([
    ["uno-trace/abi", true],
    ["uno-trace/abi-2", false],
  ])("knows of traced code by %s: %s", (name, isNoted) => {
    const noted = `
      const isState = ({ description }) => description.startsWith("uno-trace.runtime.");
      const key = Object.getOwnPropertySymbols(globalThis).find((symbol) => isState(symbol));
      console.log(globalThis[key].tracedCode === true)`;
    for (const program of [`require("${name}");${noted}`, `import("${name}").then(() => {${noted}})`]) {
      const { stdout } = spawnSync(process.execPath, ["-e", program], { cwd: ROOT, encoding: "utf8" });
      expect(stdout.trim()).toBe(String(isNoted));
    }
  });

  it("says as it is loaded that it is older than what built the code that asks for it", async () => {
    const message =
      /built by a newer release of uno-trace .* the runtime of \d+\.\d+\.\d+, which is installed here/;
    const asked = "uno-trace/abi-3";
    await expect(import(asked)).rejects.toThrow(message);
    expect(() => require(asked)).toThrow(message);
    const entry = `import * as __uno from "${asked}"; export const f = () => __uno.$new();`;
    const stdin = { contents: entry, resolveDir: ROOT };
    const options = { stdin, bundle: true, write: false, platform: "node", logLevel: "silent" } as const;
    const [bundle] = buildSync(options).outputFiles;
    expect(spawnSync(process.execPath, ["-e", bundle?.text ?? ""], { encoding: "utf8" }).stderr).toMatch(
      message,
    );
  });

  it("is one runtime, however many copies are loaded", async () => {
    const imported = await import("uno-trace/runtime");
    const required = require("uno-trace/runtime") as typeof imported;
    imported.getTracer().addProcessor(new imported.SimpleSpanProcessor(new imported.InMemorySpanExporter()));
    imported.getTracer().withSpan("from the ES module", (span) => {
      expect(required.getCurrentSpan()?.spanContext()).toEqual(span.spanContext());
    });
  });

  it.each([
    ["the runtime", "uno-trace/runtime"],
    ["the set-up", "uno-trace/register"],
    ["traced code", "uno-trace/abi"],
  ])(
    "is not loaded again when %s was, whatever the program has done to the language and to the cache",
    (_, first) => {
      const program = `
      require(${JSON.stringify(first)});
      const { getTracer, SimpleSpanProcessor, InMemorySpanExporter } = require("uno-trace/runtime");
      const memory = new InMemorySpanExporter();
      getTracer().addProcessor(new SimpleSpanProcessor(memory));
      const promise = Promise.resolve();
      const { log } = console;
      for (const path of Object.keys(require.cache)) delete require.cache[path];
      delete Object.hasOwn;
      Object.freeze = Reflect.apply = Map = WeakMap = Symbol.iterator = () => { throw new Error("patched"); };
      globalThis.Promise = class {};
      globalThis.performance = globalThis.Buffer = undefined;
      const runtime = require("uno-trace/runtime");
      const site = () => ({ name: "late", fn: "late", kind: 0, file: "f", line: 1, column: 1 });
      const span = runtime.$enter(site);
      log(runtime.$returned(span, promise) !== promise, span.name, Object.keys(require.cache).length);
      process.reallyExit(0);
    `;
      const env = { ...process.env, OTEL_TRACES_EXPORTER: "none" };
      const ran = spawnSync(process.execPath, ["-e", program], { cwd: ROOT, encoding: "utf8", env });
      expect(ran).toMatchObject({ stdout: "true late 1\n", stderr: "" });
    },
  );

  it("registers with OpenTelemetry's API once, whichever copy is asked", async () => {
    const { registerTracerProvider } = await import("uno-trace/opentelemetry");
    const required = require("uno-trace/opentelemetry") as typeof import("uno-trace/opentelemetry");
    const registration = registerTracerProvider();
    expect([registration.registered, required.registerTracerProvider().registered]).toEqual([true, false]);
    registration.disable();
  });

  it.each([
    ["--import", "module", 'import { trace } from "uno-trace/runtime";'],
    ["--require", "commonjs", 'const { trace } = require("uno-trace/runtime");'],
    ["--import", "commonjs", 'const { trace } = require("uno-trace/runtime");'],
  ])("sets tracing up with %s in a program that is %s", (flag, type, load) => {
    const program = `${load} trace({ name: "hello" }, () => {})();`;
    const { stderr, status } = spawnSync(
      process.execPath,
      [flag, "uno-trace/register", `--input-type=${type}`, "-e", program],
      {
        cwd: ROOT,
        encoding: "utf8",
        env: { ...process.env, OTEL_TRACES_EXPORTER: "console", NO_COLOR: "1" },
      },
    );
    expect(stderr).toMatch(/^trace .*\nhello .*✓\n\n$/);
    expect(status).toBe(0);
  });
});
