// The manifests in; what package managers and compilers make of it, beside any version of the build tools.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type * as typescript from "typescript";
import { describe, expect, it, onTestFinished } from "vitest";
import transformer from "../../hosts/tsc/index.js";
import { loadTypeScript } from "../harness/typescript.js";
import { run } from "../toolchains/processes.js";

const [ts, ts5] = [loadTypeScript(), loadTypeScript("typescript5")];

const ROOT = join(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);
const manifests = ["package.json", "packages/build/package.json"].map((file) =>
  JSON.parse(readFileSync(join(ROOT, file), "utf8")),
);

/** The command line of npm that belongs to this Node. */
const NPM = join(process.execPath, "../../lib/node_modules/npm/bin/npm-cli.js");

describe("npm installs it, without a word about peers", () => {
  // npm takes a second to start, so a project has several tools: all of their peers are refused or none.
  it.each<Readonly<Record<string, string>>>([
    { typescript: "7.0.2", esbuild: "0.17.19", "ts-patch": "5.0.0", "@opentelemetry/api": "1.9.0" },
    { typescript: "7.1.0-beta", esbuild: "1.0.0" },
    { typescript: "4.9.5" },
  ])("beside %o", async (tools) => {
    const folder = mkdtempSync(join(tmpdir(), "uno-install-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const write = (path: string, content: object) => {
      mkdirSync(join(folder, path), { recursive: true });
      writeFileSync(join(folder, path, "package.json"), JSON.stringify(content));
    };
    for (const [name, version] of Object.entries(tools)) write(`tools/${name}`, { name, version });
    // Without what comes from the registry; peers are what npm refuses.
    for (const { name, version, peerDependencies, peerDependenciesMeta } of manifests)
      write(`tools/${name}`, { name, version, peerDependencies, peerDependenciesMeta });
    const names = [...Object.keys(tools), ...manifests.map(({ name }) => name)];
    write(".", { devDependencies: Object.fromEntries(names.map((name) => [name, `file:tools/${name}`])) });
    const args = [
      "install",
      "--offline",
      "--no-audit",
      "--no-fund",
      "--no-update-notifier",
      "--strict-peer-deps",
    ];
    const { status, stderr } = await run([NPM, ...args], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const [name, version] of Object.entries(tools)) {
      const tool = readFileSync(join(folder, "node_modules", name, "package.json"), "utf8");
      expect(JSON.parse(tool).version).toBe(version);
    }
  });
});

it("keeps build tools optional and of any version", () => {
  for (const { peerDependencies, peerDependenciesMeta } of manifests)
    for (const [name, range] of Object.entries(peerDependencies)) {
      expect(peerDependenciesMeta[name]).toEqual({ optional: true });
      if (!name.startsWith("@opentelemetry/")) expect([name, range]).toEqual([name, "*"]);
    }
});

describe("a compiler that cannot run the transformer says so where it is used", () => {
  it.each([
    ["7.0.2", /UNO3014: TypeScript 7\.0\.2 runs no transformers.*uno-trace\/esbuild-plugin/],
    [
      "4.9.5",
      /UNO3014: TypeScript 4\.9\.5 writes fields .* as all before 5\.2 do, .*typescript@5\.9\.3 and ts-patch@3\.3\.0/,
    ],
    ["5.1.6", /UNO3014: TypeScript 5\.1\.6 writes fields/],
    [undefined, /the host handed over no TypeScript/],
  ])("%s", (version, message) => {
    expect(() => transformer({} as never, {}, { ts: { version } } as never)).toThrow(message);
  });
});

describe("uno-trace alone is uno-trace/runtime", () => {
  it("by import and by require", async () => {
    expect(await import("uno-trace")).toBe(await import("uno-trace/runtime"));
    expect(require("uno-trace")).toBe(require("uno-trace/runtime"));
  });

  it("for resolvers that know no exports", () => {
    expect(require(ROOT)).toBe(require("uno-trace/runtime"));
  });

  const { ModuleKind, ModuleResolutionKind } = ts5;
  it.each<[string, typescript.CompilerOptions, typescript.ResolutionMode, string]>([
    ["node10", { moduleResolution: ModuleResolutionKind.Node10 }, undefined, "cjs/"],
    ["bundler", { moduleResolution: ModuleResolutionKind.Bundler }, ModuleKind.ESNext, ""],
    ["nodenext, import", { moduleResolution: ModuleResolutionKind.NodeNext }, ModuleKind.ESNext, ""],
    ["nodenext, require", { moduleResolution: ModuleResolutionKind.NodeNext }, ModuleKind.CommonJS, "cjs/"],
  ])("with types: %s", (_, options, mode, copy) => {
    for (const compiler of [ts5, ts]) {
      const from = join(ROOT, "test/app.ts");
      const typesOf = (name: string) => {
        const found = compiler.resolveModuleName(
          name,
          from,
          options,
          compiler.sys,
          undefined,
          undefined,
          mode,
        );
        return relative(ROOT, found.resolvedModule?.resolvedFileName ?? "");
      };
      expect(typesOf("uno-trace")).toBe(`dist/${copy}runtime/index.d.ts`);
      expect(typesOf("uno-trace/runtime")).toBe(typesOf("uno-trace"));
    }
  });
});
