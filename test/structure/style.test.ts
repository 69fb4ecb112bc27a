// Source files in; the numbers of the house style (CONTRIBUTING.md), checked.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../transformer/config/config.js";
import { planFile } from "../../transformer/plan.js";

const ROOT = join(import.meta.dirname, "../..");
const config = loadConfig({ object: {}, root: ROOT }).config;

const sources = execFileSync("git", ["ls-files", "--", "*.ts", "*.tsx", "*.mjs"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) =>
    /^(transformer|hosts|esbuild-plugin|runtime|cli|forward|install|terminal|view|scripts|bench)\//.test(
      file,
    ),
  )
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));

const linesOf = (text: string) => text.split("\n").length - 1;

const functions = sources.flatMap(({ file, text }) =>
  planFile(text, join(ROOT, file), config).functions.map(({ name, start, end }) => ({
    name: `${file}: ${name}`,
    lines: linesOf(text.slice(start, end)) + 1,
  })),
);

/** Whether a file's code runs in programs, or is measured beside what does. */
const runsInPrograms = (file: string): boolean => /^(runtime|bench)\//.test(file);

function* within(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* within(child);
}

const trees = sources.map(({ file, text }) => ({
  file,
  tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true),
}));

const members = trees.flatMap(({ file, tree }) =>
  [...within(tree)].filter(ts.isClassLike).flatMap((owner) =>
    owner.members.map((member) => ({
      file,
      owner,
      member,
      name: `${file}: ${member.name?.getText() ?? "constructor"}`,
      isPrivate: (ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : []).some(
        ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
      ),
    })),
  ),
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

  it("classes keep to themselves in one way: `private` in what runs in programs, `#name` elsewhere", () => {
    const hard = members.filter(({ file, member }) => {
      return runsInPrograms(file) && member.name !== undefined && ts.isPrivateIdentifier(member.name);
    });
    const soft = members.filter(({ file, isPrivate }) => !runsInPrograms(file) && isPrivate);
    expect(members.filter(({ isPrivate }) => isPrivate).length).toBeGreaterThan(100);
    expect([...hard, ...soft].map(({ name }) => name)).toEqual([]);
  });

  it("each field of a class has its value when the constructor is done: instances have one hidden class", () => {
    const unset = members.filter(({ file, owner, member }) => {
      if (!file.startsWith("runtime/") || !ts.isPropertyDeclaration(member) || member.initializer)
        return false;
      const modifiers = (ts.getModifiers(member) ?? []).map(({ kind }) => kind);
      if (modifiers.includes(ts.SyntaxKind.DeclareKeyword)) return false;
      const made = owner.members.find(ts.isConstructorDeclaration)?.getText() ?? "";
      return !new RegExp(`this\\.${member.name.getText()}\\b`).test(made);
    });
    expect(unset.map(({ name }) => name)).toEqual([]);
  });

  it("what a file names is a `function`; an arrow has a name only where its type does", () => {
    const named = trees.flatMap(({ file, tree }) =>
      tree.statements
        .filter(ts.isVariableStatement)
        .flatMap(({ declarationList }) => [...declarationList.declarations])
        .filter(({ initializer, type }) => {
          if (initializer === undefined || type !== undefined) return false;
          return ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer);
        })
        .map(({ name }) => `${file}: ${name.getText()}`),
    );
    expect(named).toEqual([]);
  });

  it("one file of what runs, and one of the viewer, know what an exception is called", () => {
    const naming = sources.filter(({ text }) => /["'.]exception\.(?:type|message|stacktrace)\b/.test(text));
    expect(naming.map(({ file }) => file)).toEqual([
      "runtime/recording/exception.ts",
      "view/model/exception.ts",
    ]);
  });
});

/** Tools remember what they read first: a module, or the working directory, as TypeScript does. */
const REPLACES = /^vi\.(?:do)?[mM]ock\(|\bvi\.spyOn\(process, "cwd"\)|\bvi\.stubGlobal\(/m;

it("what replaces a module or the working directory has a process of its own", () => {
  const names = execFileSync("git", ["ls-files", "--", "test/*.test.ts"], { cwd: ROOT, encoding: "utf8" });
  const isolated = readFileSync(join(ROOT, "vitest.config.ts"), "utf8");
  const loadsRuntime = /^test\/(?:bridge|examples|opentelemetry|runtime|stacks)\//;
  const shared = names.split("\n").filter((file) => {
    if (file === "" || loadsRuntime.test(file) || isolated.includes(`"${file}"`)) return false;
    return REPLACES.test(readFileSync(join(ROOT, file), "utf8"));
  });
  expect(shared).toEqual([]);
});
