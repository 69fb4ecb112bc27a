// Odd places for a directive: source text, the functions it must reach, and the codes it must give.

/** One odd input. `out` is what its run is compared by; a promise is awaited. */
export interface OddInput {
  readonly code: string;
  /** Names of the planned sites, in source order. */
  readonly sites: readonly string[];
  /** @default [] */
  readonly codes?: readonly string[];
  /** @default "odd.ts" */
  readonly file?: string;
}

const decorator = "const d = (..._all: any[]): any => {};\n";

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text
export const PLACEMENTS: Readonly<Record<string, OddInput>> = {
  "between two decorators": {
    code: `${decorator}class A { @d /* @trace */ @d m() { return 1; } }\nexport const out = new A().m();`,
    sites: ["A.m"],
  },
  "between a decorator and its class": {
    code: `${decorator}@d\n// @trace\nclass A { m() { return 1; } }\nexport const out = new A().m();`,
    sites: ["A.m"],
  },
  "behind a decorator with a comment in its arguments": {
    code: `${decorator}class A { @d(1 /* a */, () => 2) // @trace\n  m() { return 1; } }\nexport const out = new A().m();`,
    sites: ["A.m"],
  },
  "before the declaration of another function": {
    code: "// @trace\ndeclare function g(): void;\nfunction f() { return 1; }\nexport const out = f();",
    sites: [],
    codes: ["UNO1001"],
  },
  "after export": {
    code: "export /* @trace */ function f() { return 1; }\nexport const out = f();",
    sites: ["f"],
  },
  "after export default": {
    code: "export default /* @trace */ function () { return 1; }\nexport const out = (module as any).exports.default();",
    sites: ["odd.ts:1"],
  },
  "before export default async": {
    code: "// @trace\nexport default async () => { await null; return 2; };\nexport const out = (module as any).exports.default();",
    sites: ["odd.ts:2"],
  },
  "between async and function": {
    code: "async /* @trace */ function f() { return 1; }\nexport const out = f();",
    sites: [],
    codes: ["UNO1001"],
  },
  "in JSDoc with other tags": {
    code: '/**\n * Adds. Use `@trace` to see it.\n * @param a first\n * @trace name="sum"\n * @returns sum\n */\nexport function add(a: number) { return a + 1; }\nexport const out = add(1);',
    sites: ["sum"],
  },
  "in a sentence of JSDoc": {
    code: "/** Like @trace but not one. */\nexport function f() { return 1; }\nexport const out = f();",
    sites: [],
  },
  "at the end of a one-line JSDoc": {
    code: "/** @trace kind=client */ export const f = () => 1;\nexport const out = f();",
    sites: ["f"],
  },
  "before overloads": {
    code: "// @trace\nexport function f(a: string): string;\nexport function f(a: number): number;\nexport function f(a: any) { return a; }\nexport const out = f(1);",
    sites: ["f"],
  },
  "between overloads of a method": {
    code: "class A {\n  m(a: string): string;\n  // @trace\n  m(a: number): number;\n  m(a: any) { return a; }\n}\nexport const out = new A().m(1);",
    sites: ["A.m"],
  },
  "before overloads of a constructor": {
    code: "class A {\n  // @trace\n  constructor(a: string);\n  constructor(a: number);\n  constructor(readonly a: any) {}\n}\nexport const out = new A(1).a;",
    sites: ["A.constructor"],
  },
  "as an argument": {
    code: "const call = (fn: any) => fn(2);\nexport const out = call(/* @trace */ (n: number) => n * 2);",
    sites: ["odd.ts:2"],
  },
  "as an argument with a name": {
    code: 'const call = (a: number, fn: any) => fn(a);\nexport const out = call(1,\n  // @trace name="double"\n  async function (n: number) { return n * 2; });',
    sites: ["double"],
  },
  "before a call that has a callback": {
    code: "const call = (fn: any) => fn();\n// @trace\ncall(() => 1);\nexport const out = 1;",
    sites: [],
    codes: ["UNO1001"],
  },
  "in an array": {
    code: "export const out = [/* @trace */ () => 1, () => 2].map((f) => f());",
    sites: ["odd.ts:1"],
  },
  "in a JSX attribute": {
    file: "odd.tsx",
    code: "const h = (_t: any, p: any) => p.onClick();\nconst React = { createElement: h };\nexport const out = <a onClick={/* @trace */ () => 3} />;\nvoid React;",
    sites: ["odd.tsx:3"],
  },
  "in JSX text": {
    file: "odd.tsx",
    code: "const React = { createElement: (_t: any, _p: any, text: string) => text };\nexport const out = <p>// @trace is text</p>;\nvoid React;",
    sites: [],
  },
  "twice with different options": {
    code: '// @trace name="a"\n// @trace kind=server name="b"\nexport const f = () => 1;\nexport const out = f();',
    sites: ["b"],
  },
  "at the end of a file": { code: "export const out = 1;\n// @trace", sites: [], codes: ["UNO1001"] },
  "at the end of a body": {
    code: "function f() { return 1;\n// @trace\n}\nexport const out = f();",
    sites: [],
    codes: ["UNO1001"],
  },
  "in a string": { code: 'export const out = "// @trace" + "/* @trace */";', sites: [] },
  "in a template": {
    code: "const f = () => 1;\nexport const out = `\n// @trace\n${f()} ${/* @trace */ (() => 2)()}`;",
    sites: ["odd.ts:4"],
  },
  "in a regular expression": {
    code: "export const out = String(/\\/\\* @trace *\\//);\nfunction f() {}\nf();",
    sites: [],
  },
  "with CRLF lines": {
    code: "// @trace\r\n// another\r\nexport function f() {\r\n  return 1;\r\n}\r\nexport const out = f();\r\n",
    sites: ["f"],
  },
  "with carriage returns alone": {
    code: "// @trace\rexport function f() { return 1; }\rexport const out = f();",
    sites: ["f"],
  },
  "behind tabs and a wide space": {
    code: "\t//\u00a0@trace\nexport function f() { return 1; }\nexport const out = f();",
    sites: ["f"],
  },
  "before a type and a function": {
    code: "// @trace\ntype T = () => void;\nfunction f() { return 1; }\nexport const out = f();",
    sites: [],
    codes: ["UNO1001"],
  },
  "before declare": {
    code: "// @trace\ndeclare function f(): void;\nexport const out = typeof f;",
    sites: [],
    codes: ["UNO1001"],
  },
  "before return": {
    code: "function f() {\n  // @trace\n  return () => 1;\n}\nexport const out = f()();",
    sites: ["odd.ts:3"],
  },
  "before an assignment": {
    code: "const o: any = {};\n// @trace\no.go = function () { return 1; };\nexport const out = o.go();",
    sites: ["o.go"],
  },
  "before a chain of assignments": {
    code: "const o: any = {};\n// @trace\no.a = o.b = () => 1;\nexport const out = o.a() + o.b();",
    sites: ["o.b"],
  },
  "before an object of functions": {
    code: "// @trace\nexport const o = { a() { return 1; }, b: () => 2, get c() { return 3; }, d: { e() { return 4; } }, f: 5 };\nexport const out = [o.a(), o.b(), o.c, o.d.e()];",
    sites: ["o.a", "o.b"],
  },
  "before new class": {
    code: "// @trace\nexport const A = class { m() { return 1; } static s = () => 2; };\nexport const out = [new A().m(), A.s()];",
    sites: ["A.m", "A.s"],
  },
  "inside a class before nothing": {
    code: "class A {\n  m() { return 1; }\n  // @trace\n}\nexport const out = new A().m();",
    sites: [],
    codes: ["UNO1001"],
  },
  "before a static block": {
    code: "let n = 0;\nclass A {\n  // @trace\n  static { n = 1; }\n}\nexport const out = [n, A.name];",
    sites: [],
    codes: ["UNO1001"],
  },
  "no-trace for one method of a marked class": {
    code: "// @trace\nclass A {\n  a() { return 1; }\n  /* @no-trace */ b() { return 2; }\n}\nexport const out = [new A().a(), new A().b()];",
    sites: ["A.a"],
  },
  "no-trace for a whole file behind a hashbang": {
    code: "#!/usr/bin/env node\n// @no-trace\n// @trace\nexport function f() { return 1; }\nexport const out = f();",
    sites: [],
    codes: ["UNO1010"],
  },
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text
