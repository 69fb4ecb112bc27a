// `uno-trace list --hot` over profiles that Node 20 and 24 recorded of a small program: what is advised, and what is not.
import { cpSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { HotFunction } from "../../cli/hot/hot.js";
import { type TempProject, tempProject } from "./temp-project.js";

const RECORDED = join(import.meta.dirname, "../projects/hot");
const PAGE = join(import.meta.dirname, "../../docs/cost.md");

interface Printed {
  readonly tracing: number;
  readonly remaining: number;
  readonly functions: readonly HotFunction[];
  readonly rules: readonly unknown[];
}

/** The program where it was recorded, as far as its profile says. */
function recorded(): TempProject {
  const project = tempProject({});
  cpSync(RECORDED, project.root, { recursive: true });
  for (const name of ["node20", "node24"]) {
    const file = join(project.root, `recorded/${name}.cpuprofile`);
    const text = readFileSync(file, "utf8").replaceAll("file:///project", pathToFileURL(project.root).href);
    writeFileSync(file, text);
  }
  return project;
}

const hot = async (project: TempProject, ...args: string[]): Promise<Printed> =>
  JSON.parse((await project.run("list", "--hot", ...args, "--json")).out) as Printed;

const namesOf = (functions: readonly HotFunction[]) => functions.map(({ name }) => name).sort();

const SHORT = ["Scanner.get done", "Scanner.next", "Scanner.number", "Scanner.peek", "isDigit", "plus"];

describe.each([
  ["node20", SHORT],
  ["node24", [...SHORT, "numbers"]],
])("a profile of %s", (name, names) => {
  const path = `recorded/${name}.cpuprofile`;

  it("advises against what is short and called often, not what works, waits or is called seldom", async () => {
    const { functions, tracing, remaining } = await hot(recorded(), path);
    expect(namesOf(functions.filter(({ advised }) => advised))).toEqual(names.toSorted());
    expect(namesOf(functions)).toEqual(expect.arrayContaining(["checksum", "load", "total"]));
    expect(tracing).toBeGreaterThan(0.25);
    expect(remaining).toBeLessThan(0.05);
  });

  it("gives rules that take out just these, and the directive to remove", async () => {
    const project = recorded();
    const { rules } = await hot(project, path);
    const config = JSON.parse(project.read("uno-trace.json"));
    project.write("uno-trace.json", JSON.stringify({ ...config, rules: [...config.rules, ...rules] }));
    const { out } = await project.run("list", "--hot", path);
    const command = /npx uno-trace (mark .*)/.exec(out)?.[1]?.replaceAll('"', "").split(" ") ?? [];
    expect(command).toEqual(["mark", "src/report.ts", "--functions", "plus", "--remove"]);
    await project.run(...command);
    const { out: left } = await project.run("list", "src", "--traced", "--json");
    const seldom = ["checksum", "load", "numbers", "total"];
    expect(namesOf(JSON.parse(left))).toEqual(seldom.filter((each) => !names.includes(each)));
  });
});

it("prints a table, what to paste, and the sum", async () => {
  const { code, out, err } = await recorded().run("list", "--hot", "recorded/node20.cpuprofile");
  expect(err).toBe("");
  expect(code).toBe(0);
  const lines = out.split("\n");
  expect(lines[0]).toMatch(/^function {2,}span {2,}tracing {2}its work$/);
  expect(lines[1]).toMatch(/^src\/scanner\.ts:18:7 {2}Scanner\.get done {2}8\.7 % {4}2\.2 %$/);
  expect(lines).toContain('Put these last in "rules" of uno-trace.json:');
  expect(lines).toContain('  {"files":["src/report.ts"],"functions":["plus"],"trace":false},');
  expect(lines).toContain(
    '  {"files":["src/scanner.ts"],"functions":["Scanner.get done","Scanner.next","Scanner.number","Scanner.peek","isDigit"],"trace":false}',
  );
  expect(lines.at(-2)).toBe(
    "tracing took 33.4 % of the processor time, in 10 traced functions; without these 6 it takes 3.2 %",
  );
  // The page shows just this.
  expect(readFileSync(PAGE, "utf8")).toContain(`\`\`\`text\n${out}\n\`\`\``);
  expect(lines.at(-1)).toBe("8.4 % was garbage collection, which is not counted; spans are part of it");
});

it("adds several up, also all of a folder, and looks at the files of globs alone", async () => {
  const project = recorded();
  const paths = ["recorded/node20.cpuprofile", "--hot", "recorded/node24.cpuprofile"];
  const both = await hot(project, ...paths);
  expect(await hot(project, "recorded")).toEqual(both);
  expect(both.tracing).toBeGreaterThan(0.28);
  expect(both.tracing).toBeLessThan(0.34);
  const { functions } = await hot(project, "recorded", "src/report.ts");
  expect(new Set(functions.map(({ file }) => file))).toEqual(new Set(["src/report.ts"]));
  expect(await project.run("list", "--hot", "recorded", "nowhere")).toMatchObject({
    code: 1,
    err: "no source file matches nowhere",
  });
});

it("says that a file was built again since", async () => {
  const project = recorded();
  const later = Date.now() / 1000 + 60;
  utimesSync(join(project.root, "out/main.mjs"), later, later);
  const { err } = await project.run("list", "--hot", "recorded/node20.cpuprofile");
  expect(err).toBe("note: out/main.mjs was written after the profile, which may be of other code");
});
