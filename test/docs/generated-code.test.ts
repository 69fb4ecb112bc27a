// docs/generated-code.md: each expansion is what the text emitter writes today, and the tables name what there is.
// After a change of the generated code: `npx vitest run test/docs/generated-code.test.ts -u`, and read the diff.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as abi from "../../runtime/abi/index.js";
import { loadConfig } from "../../transformer/config/config.js";
import { emitText } from "../../transformer/emit/text/emit-text.js";
import { planFile } from "../../transformer/plan.js";
import { installed, REPOSITORY } from "../toolchains/temporary-project.js";
import { codeOf, readPage, rowsOf, sectionOf } from "./page.js";

const page = readPage("docs/generated-code.md");
const config = loadConfig({ object: {}, root: "/project" }).config;
const PAIR_RE = /(```ts before( file)?\n([\s\S]*?)```\n\n```(?:ts after|text after file)\n)[\s\S]*?```/g;

function expansionOf(source: string, moduleKind: "esm" | "cjs" = "esm"): string {
  const fileName = "/project/src/file.ts";
  const plan = planFile(source, fileName, config);
  expect(plan.diagnostics).toEqual([]);
  return emitText(source, fileName, plan, { moduleKind })?.code ?? "";
}

/** Laid out as the repository's formatter lays out the code of a page: all of it in one run. */
function formatted(codes: readonly string[]): string[] {
  const folder = join(REPOSITORY, ".tmp/generated-code");
  mkdirSync(folder, { recursive: true });
  const files = codes.map((_, index) => join(folder, `${index}.ts`));
  for (const [index, file] of files.entries()) writeFileSync(file, codes[index] as string);
  // A file that git ignores is formatted where no version control is asked.
  const args = ["format", "--write", "--vcs-enabled=false", folder];
  execFileSync(process.execPath, [installed("@biomejs/biome/bin/biome"), ...args], {
    cwd: REPOSITORY,
    stdio: "pipe",
  });
  return files.map((file) => readFileSync(file, "utf8"));
}

/** All that stands before the first line of the source: shown once, under its own heading. */
const withoutHead = (code: string, source: string) =>
  code.slice(code.indexOf(source.slice(0, source.indexOf("\n"))));

test("the expansions are those of the emitter", async () => {
  const codes: string[] = [];
  page.replace(PAIR_RE, (_, _before, file: string | undefined, source: string) => {
    const code = expansionOf(source);
    codes.push(file ? code : withoutHead(code, source));
    return "";
  });
  const laidOut = formatted(codes);
  let next = 0;
  const fresh = page.replace(PAIR_RE, (_, before: string, file: string | undefined) => {
    const index = next++;
    return `${before}${file ? codes[index] : laidOut[index]}\`\`\``;
  });
  await expect(fresh).toMatchFileSnapshot("../../docs/generated-code.md");
});

test("every example has an expansion", () => {
  expect([...page.matchAll(PAIR_RE)].length).toBe([...page.matchAll(/^```ts before/gm)].length);
  expect([...page.matchAll(/^```ts after\n```/gm)]).toEqual([]);
});

test("CommonJS loads the runtime with require", () => {
  expect(expansionOf("// @trace\nfunction f() {}\n", "cjs")).toContain(
    'const __uno=require("uno-trace/abi");',
  );
});

test("the table of runtime functions names those that the page's code calls", () => {
  const called = new Set([...page.matchAll(/__uno\.(\$\w+)/g)].map((match) => match[1] as string));
  const rows = rowsOf(sectionOf(page, "## The functions that generated code calls"));
  const named = rows.map(([name]) => codeOf(name as string));
  const exported = Object.keys(abi);
  expect(exported.sort()).toEqual([...named].sort());
  expect([...called].filter((name) => !named.includes(name))).toEqual([]);
  expect(named.sort()).toEqual([...called].sort());
});

test("the table of site data names every member", () => {
  const source = [
    "// @trace args=a result=b attr.c=d min=5ms root expected=E",
    "function f(a: string) {",
    "  return { b: a };",
    "}",
    "",
  ].join("\n");
  const ruled = loadConfig({ object: { rules: [{ sampleRatio: 0.5 }] }, root: "/project" }).config;
  const data = planFile(source, "/project/src/file.ts", ruled).sites[0]?.data;
  const rows = rowsOf(sectionOf(page, "## The site's data"));
  expect(rows.map(([name]) => codeOf(name as string))).toEqual(Object.keys(data ?? {}));
});

test("a name that is taken, and a second pass", () => {
  expect(expansionOf("// @trace\nfunction __uno() {}\n")).toContain(
    'import * as __uno$1 from "uno-trace/abi"',
  );
  const once = expansionOf("// @trace\nfunction f() {}\n");
  for (const name of ["uno-trace/abi", "uno-trace/runtime", "uno-trace/abi-9"]) {
    const again = once.replace("uno-trace/abi", name);
    expect(planFile(again, "/project/src/file.ts", config).sites, name).toEqual([]);
  }
});
