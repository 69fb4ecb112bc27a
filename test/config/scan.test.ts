// Which files a project is said to have, and which globs match none.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadConfig } from "../../transformer/config/config.js";
import { scanProject, unmatchedRules } from "../../transformer/config/project-files.js";
import type { ConfigFile } from "../../transformer/model/config-file.js";

const parent = mkdtempSync(join(tmpdir(), "uno-scan-"));
const root = join(parent, "app");
afterAll(() => rmSync(parent, { recursive: true }));

const FILES = [
  "src/a.ts",
  "src/b.tsx",
  "src/c.mts",
  "src/d.cjs",
  "src/e.d.ts",
  "src/f.json",
  "src/app/[id]/page.tsx",
  "src/dist/g.js",
  ".hidden/h.ts",
  "build/i.js",
  "node_modules/x/j.js",
  "../lib/k.ts",
];
for (const file of FILES) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), "");
}
// Workspaces link to each other: nothing behind a link is the project's.
symlinkSync(join(parent, "lib"), join(root, "src/linked"), "junction");

const configOf = (object: ConfigFile) => loadConfig({ object, root }).config;
const scan = (object: ConfigFile, patterns?: string[]) =>
  scanProject(configOf(object), patterns).map((file) => relative(root, file));

test("source files, without output and dependencies", () => {
  expect(scan({})).toEqual(["src/a.ts", "src/app/[id]/page.tsx", "src/b.tsx", "src/c.mts", "src/d.cjs"]);
});

test("what a pattern names is entered", () => {
  expect(scan({}, ["build"])).toEqual(["build/i.js"]);
  expect(scan({}, ["node_modules/x/**", ".hidden/*.ts"])).toEqual([".hidden/h.ts", "node_modules/x/j.js"]);
  expect(scan({ include: ["../lib/**"] })).toContain("../lib/k.ts");
  expect(scan({ rules: [{ files: ["src/dist"] }] })).toContain("src/dist/g.js");
});

test("patterns narrow", () => {
  expect(scan({}, ["**/*.tsx"])).toEqual(["src/app/[id]/page.tsx", "src/b.tsx"]);
  expect(scan({}, ["src/a.ts"])).toEqual(["src/a.ts"]);
  expect(scan({}, ["nothing"])).toEqual([]);
});

test("globs that match no file", () => {
  const config = configOf({
    include: ["src", "scr/**", "!src/gen"],
    exclude: ["src/a.ts"],
    rules: [{ files: ["src/a.ts"] }, { functions: ["*"], kind: "client" }, { files: ["src/b.tsx"] }],
  });
  const found = unmatchedRules(config, scanProject(config));
  expect(
    found.map(({ code, start, end }) => [code, config.text.slice(start, end).replace(/\s/g, "")]),
  ).toEqual([
    ["UNO3010", '"scr/**"'],
    ["UNO3011", '["src/a.ts"]'],
  ]);
});
