// Source files in; the numbers of the house style (CONTRIBUTING.md), checked.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../transformer/config/config.js";
import { planFile } from "../../transformer/plan.js";

const ROOT = join(import.meta.dirname, "../..");
const config = loadConfig({ object: {}, root: ROOT }).config;

const sources = execFileSync("git", ["ls-files", "--", "*.ts", "*.mjs"], { cwd: ROOT, encoding: "utf8" })
  .split("\n")
  .filter((file) => /^(transformer|hosts|esbuild-plugin|runtime|hosts|cli|scripts|bench)\//.test(file))
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));

const linesOf = (text: string) => text.split("\n").length - 1;

const functions = sources.flatMap(({ file, text }) =>
  planFile(text, join(ROOT, file), config).functions.map(({ name, start, end }) => ({
    name: `${file}: ${name}`,
    lines: linesOf(text.slice(start, end)) + 1,
  })),
);

describe("house style", () => {
  it("files stay under 300 lines", () => {
    expect(sources.filter(({ text }) => linesOf(text) > 300).map(({ file }) => file)).toEqual([]);
  });

  it("functions are short: median at most 8 lines, none over 80", () => {
    const lengths = functions.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(lengths.length).toBeGreaterThan(300);
    expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(8);
    expect(functions.filter(({ lines }) => lines > 80)).toEqual([]);
  });

  it("every file says in its first line what goes in and out", () => {
    const silent = sources.filter(({ text }) => !/^(#!.*\n)?\/\/ \S.{20,}/.test(text));
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  it("a folder has at most sixteen files", () => {
    const folders = [...new Set(sources.map(({ file }) => dirname(file)))];
    const crowded = folders.filter(
      (folder) => sources.filter(({ file }) => dirname(file) === folder).length > 16,
    );
    expect(crowded).toEqual([]);
  });

  it("file names say what is inside", () => {
    const vague = /^(utils?|helpers?|common|misc|constants?|types|shared)\./;
    expect(sources.filter(({ file }) => vague.test(basename(file)))).toEqual([]);
  });
});
