// The published schema and the TypeScript interfaces name the same members; each is described. `monitoring` is in test/runtime/option-table.test.ts.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ConfigFile, Rule } from "../../transformer/model/config-file.js";
import { RULE_KINDS } from "../../transformer/model/function-info.js";
import { RULE_OPTIONS } from "../../transformer/model/options.js";
import { SPAN_KINDS } from "../../transformer/model/site-options.js";

/** Fails to compile when an interface gains or loses a member. */
type Members<T> = Record<keyof T, true>;

const FILE: Members<ConfigFile> = {
  $schema: true,
  include: true,
  exclude: true,
  rules: true,
  monitoring: true,
};
const RULE: Members<Rule> = {
  files: true,
  functions: true,
  kinds: true,
  trace: true,
  kind: true,
  args: true,
  result: true,
  attributes: true,
  min: true,
  root: true,
  expectedErrors: true,
  sampleRatio: true,
};

const schema = JSON.parse(readFileSync("uno-trace.schema.json", "utf8"));
const definitions = schema.definitions;

test.each([
  ["uno-trace.json", schema, FILE],
  ["rule", definitions.rule, RULE],
])("%s: the same members, each described, nothing else allowed", (_, node, members) => {
  expect(Object.keys(node.properties).sort()).toEqual(Object.keys(members).sort());
  expect(node.additionalProperties).toBe(false);
  for (const [name, member] of Object.entries<Record<string, unknown>>(node.properties)) {
    const described = { ...definitions[String(member.$ref).split("/").at(-1) ?? ""], ...member };
    expect(described.description, name).toMatch(/\.$/);
    expect(described, name).toHaveProperty("default");
  }
});

test("a rule says which functions it is about, and every option of the table that rules can say", () => {
  const selecting = ["files", "functions", "kinds", "trace"];
  expect(Object.keys(definitions.rule.properties).sort()).toEqual([...selecting, ...RULE_OPTIONS].sort());
});

test("the words of kind and kinds", () => {
  expect(definitions.rule.properties.kind.enum).toEqual([...SPAN_KINDS]);
  expect(definitions.rule.properties.kinds.items.enum).toEqual(RULE_KINDS);
});
