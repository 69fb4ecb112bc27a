// Every example of docs/marking.md goes through the planner.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../transformer/config/config.js";
import { RULE_KINDS } from "../../transformer/model/function-info.js";
import { planFile } from "../../transformer/plan.js";
import { codeOf, codesOf, readPage, rowsOf, sectionOf } from "./page.js";

const page = readPage("docs/marking.md");
const config = loadConfig({ object: {}, root: "/project" }).config;
const plan = (text: string, name = "file.ts") => planFile(text, `/project/${name}`, config);

function outcome(text: string): string[] {
  const { sites, diagnostics } = plan(text);
  return diagnostics.length > 0 ? diagnostics.map(({ code }) => code) : sites.map(({ name }) => name);
}

const PLACES = ["## Where it may stand", "## Classes and objects", "## `@no-trace`", "## What is not marked"];

describe.each(PLACES)("%s", (heading) => {
  test.each(rowsOf(sectionOf(page, heading)))("%s", (example, traced) => {
    const expected = traced === "nothing" ? [] : codesOf(traced as string);
    expect(outcome(codeOf(example as string))).toEqual(expected);
  });
});

describe("the comment", () => {
  test.each(rowsOf(sectionOf(page, "## The comment")))("%s", (comment, options) => {
    const { sites, diagnostics } = plan(`${codeOf(comment as string)}\nfunction f(order: any) {}`);
    expect(diagnostics).toEqual([]);
    expect(sites[0]?.options).toEqual(JSON.parse(codeOf(options as string)));
  });

  test("quotes in quotes", () => {
    expect(plan('// @trace name="a \\"b\\""\nfunction f() {}').sites[0]?.name).toBe('a "b"');
    expect(page).toContain('`name="a \\"b\\""` is the name `a "b"`');
  });

  test("lines and comments are merged, the later wins", () => {
    const text = "/**\n * @trace kind=client\n * @trace min=5ms\n */\n// @trace kind=server\nfunction f() {}";
    expect(plan(text).sites[0]?.options).toEqual({ kind: "server", min: 5 });
  });
});

test.each(rowsOf(sectionOf(page, "## Names")))("the name of a %s", (_, example, name) => {
  const everything = loadConfig({
    root: "/project",
    object: {
      include: ["**"],
      rules: [
        {
          kinds: RULE_KINDS,
        },
      ],
    },
  }).config;
  const { sites } = planFile(codeOf(example as string), "/project/file.ts", everything);
  expect(sites.map((site) => site.name)).toEqual(codesOf(name as string));
});

describe("functions that are left alone", () => {
  const rows = rowsOf(sectionOf(page, "## Functions that are left alone"));

  test.each(rows)("%s", (reason, _, example) => {
    const { sites, diagnostics } = plan(codeOf(example as string), "file.cjs");
    expect(sites).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["UNO2001"]);
    expect(diagnostics[0]?.text).toContain(`: ${reason}, so that`);
  });

  test("are all that the planner knows", () => {
    const sources = ["make-site.ts", "read-body.ts", "super-uses.ts"].map((name) =>
      readFileSync(new URL(`../../transformer/body/${name}`, import.meta.url), "utf8"),
    );
    const known = sources.flatMap((text) => [...text.matchAll(/"(it [^"]+)"/g)].map((match) => match[1]));
    expect(rows.map(([reason]) => reason).sort()).toEqual([...new Set(known)].sort());
  });
});
