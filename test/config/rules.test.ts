// Which functions a configuration selects, why, and with what options.

import { describe, expect, test } from "vitest";
import { loadConfig } from "../../transformer/config/config.js";
import { rulesForFile } from "../../transformer/config/rules.js";
import type { ConfigFile } from "../../transformer/model/config-file.js";

const root = "/project";
const configOf = (object: ConfigFile) => loadConfig({ object, root }).config;
const mayTrace = (object: ConfigFile, file: string) => rulesForFile(configOf(object), file).mayTrace;

/** Decides for a method `A.run` of src/a.ts unless told otherwise. */
function decide(object: ConfigFile, name = "A.run", kind = "methods" as const, generator = false) {
  return rulesForFile(configOf(object), "/project/src/a.ts").decide(name, kind, generator);
}

describe("files", () => {
  test.each<[string, ConfigFile, string, boolean]>([
    ["nothing selects", {}, "/project/a.ts", false],
    ["include", { include: ["src/**/*.ts"] }, "/project/src/a.ts", true],
    ["deep", { include: ["src/**/*.ts"] }, "/project/src/b/c/a.ts", true],
    ["other folder", { include: ["src/**/*.ts"] }, "/project/test/a.ts", false],
    ["other project", { include: ["**"] }, "/projects/a.ts", false],
    ["folder name", { include: ["src"] }, "/project/src/b/a.ts", true],
    ["folder with ./ and /", { include: ["./src/"] }, "/project/src/a.ts", true],
    ["the root", { include: ["."] }, "/project/a.ts", true],
    ["dot folder", { include: ["**/*.ts"] }, "/project/.hidden/a.ts", true],
    ["exclude", { include: ["src"], exclude: ["**/*.test.ts"] }, "/project/src/a.test.ts", false],
    [
      "exclude beats a rule",
      { rules: [{ files: ["src"] }], exclude: ["src/a.ts"] },
      "/project/src/a.ts",
      false,
    ],
    ["put back", { include: ["src", "!src/gen", "src/gen/a.ts"] }, "/project/src/gen/a.ts", true],
    ["taken out", { include: ["src", "!src/gen"] }, "/project/src/gen/a.ts", false],
    ["extended glob", { include: ["!(test)/*.ts"] }, "/project/src/a.ts", true],
    ["node_modules", { include: ["**"] }, "/project/node_modules/x/a.js", false],
    ["node_modules by name", { include: ["node_modules/x/**"] }, "/project/node_modules/x/a.js", true],
    ["declarations", { include: ["**"] }, "/project/src/a.d.ts", false],
    ["declarations of ESM", { include: ["**"] }, "/project/src/a.d.mts", false],
    ["rule with files", { rules: [{ files: ["src"] }] }, "/project/src/a.ts", true],
    ["rule without files", { rules: [{ functions: ["*"], kind: "client" }] }, "/project/src/a.ts", false],
    ["rule that takes out", { rules: [{ files: ["src"], trace: false }] }, "/project/src/a.ts", false],
    ["nothing outside by **", { include: ["**"] }, "/lib/a.ts", false],
    ["nothing on another drive by **", { include: ["**"] }, "D:\\lib\\a.ts", false],
    ["sibling by ..", { include: ["../lib/**"] }, "/lib/a.ts", true],
    ["backslashes", { include: ["src/**"] }, "\\project\\src\\a.ts", true],
  ])("%s", (_, config, file, expected) => {
    expect(mayTrace(config, file)).toBe(expected);
  });

  test("Windows drives", () => {
    const { config } = loadConfig({ object: { include: ["src/**"] }, root });
    const windows = { ...config, root: "c:/work" };
    expect(rulesForFile(windows, "C:\\work\\src\\a.ts").mayTrace).toBe(true);
    expect(rulesForFile({ ...windows, include: ["**"] }, "D:\\x\\a.ts").mayTrace).toBe(false);
  });
});

describe("functions", () => {
  test("include selects by the default kinds", () => {
    const file = rulesForFile(configOf({ include: ["src"] }), "/project/src/a.ts");
    expect(file.decide("f", "functions", false)).toEqual({
      traced: true,
      reason: { kind: "include" },
      options: {},
    });
    expect(file.decide("f", "functions", true).traced).toBe(true);
    for (const kind of ["callbacks", "accessors", "constructors"] as const) {
      expect(file.decide("f", kind, false)).toMatchObject({
        traced: false,
        reason: { kind: "kind-not-selected" },
      });
    }
  });

  test("reasons of refusal", () => {
    expect(decide({})).toEqual({ traced: false, reason: { kind: "not-selected" }, options: {} });
    expect(decide({ include: ["src"], exclude: ["src"] }).reason).toEqual({ kind: "excluded" });
    expect(decide({ include: ["src"], rules: [{ functions: ["*.run"], trace: false }] }).reason).toEqual({
      kind: "rule",
      index: 0,
    });
  });

  test.each<[string[], string, boolean]>([
    [["*Repository.*", "!*.toString"], "UserRepository.find", true],
    [["*Repository.*", "!*.toString"], "UserRepository.toString", false],
    [["!*.toString", "*Repository.*"], "UserRepository.toString", true],
    [["!*.toString"], "f", true],
    [["!*.toString"], "A.toString", false],
    [["A.get total"], "A.get total", true],
    [["A.#*"], "A.#secret", true],
    [["get?"], "get1", true],
    [["get?"], "get", false],
    [["a.b"], "axb", false],
    [["$f(x)"], "$f(x)", true],
  ])("%j and %s", (functions, name, expected) => {
    expect(decide({ rules: [{ files: ["src"], functions }] }, name).traced).toBe(expected);
  });

  test("a rule without files selects nothing, but gives options", () => {
    const rules = [{ kind: "client", min: "5ms", sampleRatio: 0 }] as const;
    const options = { kind: "client", min: 5, sampleRatio: 0 };
    expect(decide({ rules })).toMatchObject({ traced: false, options });
    expect(decide({ include: ["src"], rules })).toMatchObject({ traced: true, reason: { kind: "include" } });
    expect(decide({ rules: [{ functions: ["*"], trace: true, kind: "client" }] }).traced).toBe(false);
  });

  test("the last rule wins, option by option", () => {
    const rules: ConfigFile["rules"] = [
      { files: ["src"], kind: "client", args: ["id"], attributes: { a: 1, b: 1 } },
      { functions: ["A.*"], kind: "server", result: true, attributes: { b: 2 } },
      { functions: ["B.*"], kind: "producer" },
    ];
    const options = { kind: "server", args: ["id"], result: [""], attributes: { a: 1, b: 2 } };
    expect(decide({ rules })).toEqual({ traced: true, reason: { kind: "rule", index: 0 }, options });
  });

  test("trace: the last explicit one wins", () => {
    const off = { functions: ["A.*"], trace: false };
    expect(decide({ include: ["src"], rules: [off, { files: ["src"], kind: "client" }] }).traced).toBe(false);
    expect(decide({ include: ["src"], rules: [off, { functions: ["*.run"], trace: true }] })).toMatchObject({
      traced: true,
      reason: { kind: "rule", index: 1 },
    });
    expect(decide({ include: ["src"], rules: [{ trace: true }, off] }).traced).toBe(false);
  });
});

describe("kinds", () => {
  const file = (object: ConfigFile) => rulesForFile(configOf(object), "/project/src/a.ts");

  test("replace the default list for what the rule matches", () => {
    const rules = file({ include: ["src"], rules: [{ functions: ["A.*"], kinds: ["accessors"] }] });
    expect(rules.decide("A.get x", "accessors", false)).toMatchObject({
      traced: true,
      reason: { kind: "include" },
    });
    expect(rules.decide("A.run", "methods", false).reason).toEqual({ kind: "kind-not-selected" });
    expect(rules.decide("B.run", "methods", false).traced).toBe(true);
    expect(rules.decide("B.get x", "accessors", false).traced).toBe(false);
  });

  test("the last given list wins", () => {
    const rules = file({ rules: [{ files: ["src"], kinds: ["accessors"] }, { kinds: ["methods"] }] });
    expect(rules.decide("A.run", "methods", false).traced).toBe(true);
    expect(rules.decide("A.get x", "accessors", false).traced).toBe(false);
  });

  test("a generator needs generators and its place", () => {
    expect(
      file({ rules: [{ files: ["src"], kinds: ["methods"] }] }).decide("A.g", "methods", true).traced,
    ).toBe(false);
    expect(
      file({ rules: [{ files: ["src"], kinds: ["generators"] }] }).decide("A.g", "methods", true).traced,
    ).toBe(false);
    expect(
      file({ rules: [{ files: ["src"], kinds: ["generators", "methods"] }] }).decide("A.g", "methods", true)
        .traced,
    ).toBe(true);
  });

  test("narrow what a rule takes out", () => {
    const rules = file({ include: ["src"], rules: [{ kinds: ["arrows"], trace: false }] });
    expect(rules.decide("f", "arrows", false).traced).toBe(false);
    expect(rules.decide("A.run", "methods", false).traced).toBe(true);
    expect(rules.decide("A.get x", "accessors", false).reason).toEqual({ kind: "kind-not-selected" });
  });
});
