// Generators in; which of them are written twice, and that the copy, which takes one line, is the same program.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as typescript from "typescript";
import { expect, it } from "vitest";
import { loadConfig } from "../transformer/config/config.js";
import { emitAst } from "../transformer/emit/ast/emit-ast.js";
import { plainCopyOf } from "../transformer/emit/text/plain-copy.js";
import { planFile } from "../transformer/plan.js";
import { forEachChild, type Node, parseFile } from "../transformer/source/parse.js";
import { loadTypeScript } from "./harness/typescript.js";

const ts = loadTypeScript();

const { config } = loadConfig({ object: {}, root: "/project" });

/** The text of a generator's second body, `undefined` if there is none. */
function copyOf(body: string, before = "// @trace\nfunction* f(a, b, c) ", fileName = "/project/file.ts") {
  const source = `${before}{${body}}`;
  const [site] = planFile(source, fileName, config).sites;
  expect(site, source).toBeDefined();
  const code = site?.plainBody && plainCopyOf(source, site.plainBody, "x").code;
  return code?.slice("if(x){".length, -"}else try{".length);
}

/** What a body means: its tree without places, and without the spelling of what is in it. */
function treeOf(body: string): unknown {
  const file = parseFile(`function* f(a, b, c) {${body}\n}`, "/project/file.ts");
  expect(file, body).toBeDefined();
  return file && shapeOf(file.program as Node);
}

function shapeOf(node: Node): unknown {
  const children: unknown[] = [];
  forEachChild(node, (child, key) => children.push([key, shapeOf(child)]));
  const { name, operator, kind, delegate } = node as unknown as Record<string, unknown>;
  const value =
    "value" in node && node.type !== "Property" ? String((node as { value: unknown }).value) : undefined;
  return [node.type, name, operator, kind, delegate, value, ...children];
}

// In front of a `;` where the end of a line ended the statement.
const IN_ONE_LINE: readonly string[] = [
  "yield\n(a)\nyield\n[b]\nyield\n+c",
  "yield\n`a`",
  "a\n++b\nyield b",
  "a = b\n;(c)",
  "if (a) yield b\nelse c",
  "if (a)\n  if (b) yield c\n  else a\nelse b",
  "do yield a\nwhile (b) c",
  "do a\nwhile (b)\nyield c",
  "if (a) do yield b\nwhile (c)\nelse a",
  "for (let i = 0, j\n; i < a\n; i++) yield i",
  "for (const x of a)\n yield x",
  "for (var x in a) yield x\nfor (b in c) yield b",
  "outer: for (;;) { for (;;) { if (a) continue outer\nif (b) break\nbreak outer } }",
  "switch (a) { case 1: yield b\ncase 2: c\nbreak\ndefault: return }",
  "return\na",
  "return /* a remark\nof two lines */ a",
  "throw a",
  "try { yield a }\ncatch { b }\nfinally { c }",
  "let { x, y: [z = 1] } = a\nconst w = b, v = c\nyield [x, z, w, v]",
  "yield a // a remark with */ in it\nyield b",
  "yield a // yield b\n// a last remark\n",
  "/** @type {string} */ (a)\nyield /* @__PURE__ */ b()",
  "yield a /* one */ /* two\n */ ; b",
  "yield { a, b\n, c }\n{ a }",
  "const x: string = a as string\nyield x!\nyield (b satisfies number)",
  "yield a\r\n\r\nyield b\u2028yield c",
  `yield \`one \${a} line\`\nyield /[/*]\\/\\//.test(b)`,
  "yield '/* no remark */'\nyield \"// neither\"",
  "debugger\nyield a?.b?.[c]\nyield new a.b\n(c)",
  "let\nx = a\nyield x",
  "yield* a\nyield *b",
  "a\n/b/c\nyield c",
];

it.each(IN_ONE_LINE)("one line, and the same: %j", (body) => {
  const copy = copyOf(body);
  expect(copy).toBeDefined();
  expect(copy).not.toMatch(/[\n\r\u2028\u2029]/);
  expect(treeOf(copy as string)).toEqual(treeOf(body));
});

const ONCE: Readonly<Record<string, string>> = {
  arrow: "yield () => a",
  "function expression": "yield function () {}",
  "function declaration": "yield g; function g() {}",
  method: "yield { g() {} }",
  accessor: "yield { get g() { return a } }",
  "class declaration": "class X {} yield X",
  "class expression": "yield class {}",
  "tagged template": "yield a`text`",
  "direct eval": "yield eval('a')",
  "direct eval in parentheses": "yield (eval)('a')",
  "direct eval behind types": "yield (eval as any)('a')",
  "dynamic import": "yield import(a)",
  "import.meta": "yield import.meta.url",
  using: "using x = a; yield x",
  enum: "enum X { A } yield X.A",
  "type declaration": "type X = string\nyield a",
  interface: "interface X { a: string }\nyield a",
  "type of several lines": "let x: {\n a: string\n b: number }\nyield x",
  "instantiated type": "yield a<string>\nb",
  "template of several lines": "yield `a\nb`",
  "string of several lines": "yield 'a\\\nb'",
  "long body": `yield "${"x".repeat(1000)}"`,
};

it.each(Object.keys(ONCE))("once: %s", (name) => {
  expect(copyOf(ONCE[name] as string)).toBeUndefined();
});

it("once: in a script what looks up names at run time, and HTML's comments", () => {
  const script = "/project/file.cjs";
  const before = "// @trace\nfunction* f(a) ";
  expect(copyOf("with (a) yield b", before, script)).toBeUndefined();
  expect(copyOf("yield a <!-- a remark\n", before, script)).toBeUndefined();
  expect(copyOf("yield a\n", before, script)).toBe("yield a; ");
});

it("once: functions that are no generators", () => {
  expect(copyOf("await a", "// @trace\nasync function f(a) ")).toBeUndefined();
  expect(copyOf("return a", "// @trace\nfunction f(a) ")).toBeUndefined();
});

it("a thousand characters are not too long, and the prologue is in neither copy", () => {
  const body = `yield "${"x".repeat(992)}"`;
  expect(body).toHaveLength(1000);
  expect(copyOf(body)).toBe(`${body};`);
  expect(copyOf(`${body} `)).toBeUndefined();
  expect(copyOf(`'use strict'\n${" ".repeat(11)}"one more";${body}`, "// @trace\nfunction* f() ")).toBe(
    `${body};`,
  );
});

it("is made of new nodes by the AST emitter: none stands twice in the tree, and each has its original", () => {
  const input = join(import.meta.dirname, "cases/generators-unrecorded/input.ts");
  const text = readFileSync(input, "utf8");
  const plan = planFile(text, input, loadConfig({ root: "/project", object: {} }).config);
  const source = ts.createSourceFile(input, text, ts.ScriptTarget.Latest, true);
  const { transformed } = ts.transform(source, [(context) => (file) => emitAst(ts, file, plan, context)]);
  const seen = new Set<typescript.Node>();
  const plain = new Set<typescript.Node>();
  const visit = (node: typescript.Node, isCopy: boolean): void => {
    const isUsers = ts.getParseTreeNode(node) !== undefined;
    if (isCopy) expect(isUsers, ts.SyntaxKind[node.kind]).toBe(true);
    if (isUsers) expect(seen.has(node), ts.SyntaxKind[node.kind]).toBe(false);
    seen.add(node);
    if (ts.isIfStatement(node) && !isUsers) plain.add(node.thenStatement);
    ts.forEachChild(node, (child) => visit(child, isCopy || plain.has(node)));
  };
  visit(transformed[0] as typescript.SourceFile, false);
  expect(plain.size).toBe(plan.sites.filter(({ plainBody }) => plainBody).length);
  expect(plain.size).toBeGreaterThan(5);
});
