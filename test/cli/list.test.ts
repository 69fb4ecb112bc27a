// `uno-trace list`: what it shows and why.
import { expect, test } from "vitest";
import { tempProject } from "./temp-project.js";

const FILES = {
  "uno-trace.json": `{
  "include": ["src"], "exclude": ["src/gen"],
  "rules": [{ "files": ["db.ts"], "kind": "client" }, { "functions": ["*.toString"], "trace": false }]
}`,
  "src/a.ts":
    "export class A {\n  run() {}\n  toString() { return ''; }\n  get x() { return 1; }\n}\n" +
    "// @no-trace\nexport async function off() {}\n[1].map((n) => n);\n",
  "src/gen/g.ts": "export const g = () => 1;\n",
  "db.ts": "export function* query() {}\n",
  "other.ts":
    "// @trace\nexport const yes = async () => 1;\nexport const no = () => 1;\n" +
    "export const job = async (t: Tracer) => t.createSpan('job');\n",
};

test("the table", async () => {
  const { code, out, err } = await tempProject(FILES).run("list");
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(out.split("\n").map((line) => line.trimEnd().replace(/ {2,}/g, " | "))).toEqual([
    "db.ts:1:8 | traced | query | generator function | rule 1 of uno-trace.json",
    "other.ts:2:20 | traced | yes | async arrow | directive at line 1",
    "other.ts:3:19 | - | no | arrow | not selected",
    "other.ts:4:20 | scope | job | async arrow | makes spans by hand",
    "src/a.ts:2:3 | traced | A.run | method | include",
    "src/a.ts:3:3 | - | A.toString | method | taken out by rule 2 of uno-trace.json",
    "src/a.ts:4:7 | - | A.get x | accessor | not selected: its kind is not among the kinds",
    "src/a.ts:7:8 | - | off | async function | @no-trace at line 6",
    "src/a.ts:8:9 | - | src/a.ts:8 | callback | not selected: its kind is not among the kinds",
    "src/gen/g.ts:1:18 | - | g | arrow | exclude",
    "10 functions in 4 files, 3 traced",
  ]);
});

test("globs that no file matches", async () => {
  const { run } = tempProject(FILES);
  const err = "no source file matches nowhere *.js";
  expect(await run("list", "nowhere", "*.js")).toMatchObject({ code: 1, err });
  expect(await run("list", "nowhere", "*.js", "--json")).toEqual({ code: 1, out: "[]", err });
});

test("narrowed by globs, a folder, --cwd and --traced", async () => {
  const project = tempProject(FILES);
  expect((await project.run("list", "src/gen")).out).toContain("1 function in 1 file, 0 traced");
  expect((await project.run("list", "*.ts", "--traced")).out).not.toContain("not selected");
  expect((await project.run("list", "a.ts", "--cwd", "src")).out).toMatch(/^a\.ts:2:3 /);
  expect((await project.run("list", "--cwd", "src", "../db.ts")).out).toMatch(/^\.\.\/db\.ts:1:8 /);
  expect((await project.run("list", `${project.root}/db.ts`)).out).toMatch(/^db\.ts:1:8 /);
});

test("--json", async () => {
  const { out } = await tempProject(FILES).run("list", "db.ts", "--json");
  expect(JSON.parse(out)).toEqual([
    {
      file: "db.ts",
      line: 1,
      column: 8,
      name: "query",
      kind: "functions",
      async: false,
      generator: true,
      traced: true,
      scope: false,
      reason: { kind: "rule", index: 0 },
      why: "rule 1 of uno-trace.json",
      options: { kind: "client" },
    },
  ]);
});

test("a file that does not parse, problems, and a broken configuration are remarked on", async () => {
  const project = tempProject({ "a.ts": "const = 1", "b.ts": "// @trace\nconst x = 1;\n" });
  expect((await project.run("list")).err.split("\n")).toEqual([
    "not parsed: a.ts",
    "1 problem: run uno-trace check",
  ]);
  project.write("uno-trace.json", '{ "includ": [] }');
  const { code, err } = await project.run("list");
  expect(code).toBe(1);
  expect(err).toContain('uno-trace.json:1:3 - error UNO3004: "includ" is no member of the configuration');
});
