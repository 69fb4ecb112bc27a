// `uno-trace diff`: what a change does to the spans, between manifests, commits and the working tree, in each form.
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { changesBetween, placeOf } from "../../cli/diff/changes.js";
import { type Manifest, type ManifestEntry, readManifest, textOf } from "../../hosts/manifest/manifest.js";
import { tempProject } from "./temp-project.js";

const entry = (place: string, name: string, more: Partial<ManifestEntry> = {}): ManifestEntry => {
  const [file = "", line] = place.split(":");
  const reason = { kind: "include" } as const;
  return { file, line: Number(line), column: 1, name, kind: "functions", reason, why: "include", ...more };
};
const manifest = (sites: readonly ManifestEntry[], skipped: readonly ManifestEntry[] = []): Manifest => ({
  version: 1,
  sites,
  skipped,
});

function changes(old: readonly ManifestEntry[], next: readonly ManifestEntry[]): string[] {
  return changesBetween(manifest(old), manifest(next)).map((each) => {
    const { file, line, name } = placeOf(each);
    const from = "before" in each && "after" in each ? `${each.before.file} ${each.before.name} -> ` : "";
    return `${each.change} ${from}${file}:${line} ${name}`;
  });
}

describe("two lists of spans", () => {
  test.each<[string, ManifestEntry[], ManifestEntry[], string[]]>([
    ["the same", [entry("a.ts:1", "f")], [entry("a.ts:1", "f")], []],
    ["other lines", [entry("a.ts:1", "f")], [entry("a.ts:9", "f")], []],
    ["one more", [], [entry("a.ts:1", "f")], ["added a.ts:1 f"]],
    ["one less", [entry("a.ts:1", "f")], [], ["removed a.ts:1 f"]],
    [
      "another file",
      [entry("a.ts:1", "f"), entry("a.ts:5", "g")],
      [entry("b.ts:3", "f"), entry("a.ts:5", "g")],
      ["moved a.ts f -> b.ts:3 f"],
    ],
    ["another name", [entry("a.ts:1", "f")], [entry("a.ts:1", "g")], ["renamed a.ts f -> a.ts:1 g"]],
    [
      "a name by directive, and lines above",
      [entry("a.ts:1", "f")],
      [entry("a.ts:4", "job", { function: "f" })],
      ["renamed a.ts f -> a.ts:4 job"],
    ],
    [
      "a function of that name elsewhere is no renamed one",
      [entry("a.ts:1", "f")],
      [entry("a.ts:1", "g"), entry("b.ts:1", "f")],
      ["added a.ts:1 g", "moved a.ts f -> b.ts:1 f"],
    ],
    [
      "overloaded names",
      [entry("a.ts:1", "f"), entry("a.ts:5", "f")],
      [entry("a.ts:2", "f"), entry("a.ts:6", "f"), entry("a.ts:9", "f")],
      ["added a.ts:9 f"],
    ],
    ["a callback that moves down", [entry("a.ts:1", "a.ts:1")], [entry("a.ts:4", "a.ts:4")], []],
    [
      "other options",
      [entry("a.ts:1", "f", { options: { min: 5, args: ["id"] } })],
      [entry("a.ts:1", "f", { options: { args: ["id", "user"], min: 5 } })],
      ["changed a.ts f -> a.ts:1 f"],
    ],
    [
      "the same options in another order",
      [entry("a.ts:1", "f", { options: { min: 5, args: ["id"] } })],
      [entry("a.ts:1", "f", { options: { args: ["id"], min: 5 } })],
      [],
    ],
  ])("%s", (_, old, next, expected) => expect(changes(old, next)).toEqual(expected));

  test("what is gone says why, where it is left out now", () => {
    const [change] = changesBetween(
      manifest([entry("a.ts:1", "f")]),
      manifest([], [entry("a.ts:2", "f", { why: "taken out by rule 1" })]),
    );
    expect(change).toMatchObject({ change: "removed", why: "taken out by rule 1" });
  });
});

const OLD = manifest([
  entry("src/a.ts:1", "gone|pipe"),
  entry("src/a.ts:3", "load", { options: { args: ["id"] } }),
  entry("src/c.ts:1", "moves"),
]);
const NEW = manifest([
  entry("src/a,b.ts:7", "has `ticks`\n100%"),
  entry("src/a.ts:3", "load", { options: { kind: "client" } }),
  entry("src/d.ts:1", "moves"),
]);
const files = { "old.json": textOf(OLD), "new.json": textOf(NEW) };

describe("the forms", () => {
  test("Markdown, which no name breaks", async () => {
    const { code, out, err } = await tempProject(files).run("diff", "old.json", "new.json");
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n")).toEqual([
      "**4 spans: 1 added, 1 removed, 1 moved, 1 changed**",
      "",
      "| change | span | where | why |",
      "| --- | --- | --- | --- |",
      "| added | `` has `ticks` 100% `` | `src/a,b.ts:7` | include |",
      "| removed | `gone\\|pipe` | `src/a.ts:1` |  |",
      '| changed | `load` | `src/a.ts:3` | `args=["id"]` → `kind=client` |',
      "| moved | `moves` | `src/d.ts:1` | was in `src/c.ts:1` |",
    ]);
  });

  test("annotations, which no name breaks", async () => {
    const { out } = await tempProject(files).run("diff", "old.json", "new.json", "--format", "github");
    expect(out.split("\n")).toEqual([
      "::notice file=src/a%2Cb.ts,line=7,col=1,title=Span added::has `ticks`%0A100%25 (include)",
      "::notice title=Span removed::gone|pipe (was in src/a.ts:1)",
      '::notice file=src/a.ts,line=3,col=1,title=Span changed::load (args=["id"] → kind=client)',
      "::notice file=src/d.ts,line=1,col=1,title=Span moved::moves (was in src/c.ts:1)",
    ]);
  });

  test("JSON, and the exit code that is asked for", async () => {
    const project = tempProject(files);
    const { code, out } = await project.run("diff", "old.json", "new.json", "--json", "--exit-code");
    expect(code).toBe(1);
    expect(JSON.parse(out).map(({ change }: { change: string }) => change)).toEqual([
      ...["added", "removed", "changed", "moved"],
    ]);
    const same = await project.run("diff", "old.json", "old.json", "--exit-code");
    expect(same).toEqual({ code: 0, out: "No span changes.", err: "" });
    const none = await project.run("diff", "old.json", "old.json", "--format", "github");
    expect(none).toMatchObject({ code: 0, out: "" });
  });
});

describe("commits", () => {
  const git = (folder: string, ...args: string[]) =>
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@localhost", ...args], {
      cwd: folder,
      encoding: "utf8",
    });

  test("against the working tree, from a package below the root; the tree stays as it is", async () => {
    const project = tempProject({
      ".gitignore": "made.ts\n",
      "app/package.json": "{}",
      "app/uno-trace.json": '{ "include": ["src"] }',
      "app/src/a.ts": "export function load() {}\n",
      "other.ts": "// @trace\nexport function other() {}\n",
    });
    git(project.root, "init", "-q");
    git(project.root, "add", "-A");
    git(project.root, "commit", "-qm", "first");
    project.write("app/src/a.ts", "export function load() {}\nexport function save() {}\n");
    project.write("app/src/made.ts", "export function made() {}\n");
    project.write("app/src/new.ts", "export function fresh() {}\n");
    const before = git(project.root, "status", "--porcelain");
    const args = ["--cwd", "app", "--format", "github"];
    const found = await project.run("diff", "HEAD", ...args);
    expect(found.err).toBe("");
    expect(found.out.split("\n")).toEqual([
      "::notice file=app/src/a.ts,line=2,col=8,title=Span added::save (include)",
      "::notice file=app/src/new.ts,line=1,col=8,title=Span added::fresh (include)",
    ]);
    expect(git(project.root, "status", "--porcelain")).toBe(before);
    git(project.root, "add", "-A");
    git(project.root, "commit", "-qm", "second");
    expect((await project.run("diff", "HEAD~1", "HEAD", ...args)).out).toBe(found.out);
    expect((await project.run("diff", "HEAD", "HEAD~1", "--cwd", "app")).out).toContain("2 removed");
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("uno-trace-diff-"))).toEqual([]);
  });

  test.each([
    [["nowhere"], /"nowhere" is neither a manifest nor a commit of Git in/],
    [["bad.json"], /"bad\.json" is no manifest of uno-trace/],
    [["later.json"], /"later\.json" is a manifest of version 2, and this release reads 1/],
    [["old.json", "--format", "html"], /--format: expected markdown, github, json, got "html"/],
    [["old.json", "broken"], /"broken" is neither/],
  ])("bad input: %j", async (args, message) => {
    const project = tempProject({
      ...files,
      "bad.json": "{}",
      "later.json": '{"version":2,"sites":[],"skipped":[]}',
    });
    const { code, err } = await project.run("diff", ...args);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });
});

test("`list --manifest` writes what `diff` reads", async () => {
  const project = tempProject({
    "package.json": "{}",
    "a.ts": "// @trace\nexport function f() {}\nfunction g() {}\n",
  });
  expect(await project.run("list", "--manifest", "out/spans.json")).toEqual({ code: 0, out: "", err: "" });
  const { sites, skipped } = readManifest(project.read("out/spans.json"));
  expect(sites.map(({ file, name }) => `${file} ${name}`)).toEqual(["a.ts f"]);
  expect(skipped).toEqual([]);
  expect((await project.run("diff", "out/spans.json")).out).toBe("No span changes.");
  const refused = await project.run("list", "--manifest", "package.json");
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("it is no manifest of uno-trace") });
});
