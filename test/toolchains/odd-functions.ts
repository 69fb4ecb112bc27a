// Odd functions, each with a directive or selected by a glob: source text and the sites that it must have.
import type { OddInput } from "./odd-placements.js";

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text
export const FUNCTIONS: Readonly<Record<string, OddInput>> = {
  "unicode names": {
    code: "// @trace args=größe\nexport const größenänderung = (größe: number) => größe + 1;\n// @trace\nfunction 𠮷() { return 2; }\nexport const out = [größenänderung(1), 𠮷()];",
    sites: ["größenänderung", "𠮷"],
  },
  "an escaped name": {
    code: "// @trace\nfunction \\u0061b() { return 1; }\nexport const out = ab();",
    sites: ["ab"],
  },
  "names of the generated code": {
    code: "const __uno = 1, __uno_span = 2;\n// @trace\nfunction __uno_0(__uno_error: number) { return __uno + __uno_span + __uno_error; }\nexport const out = __uno_0(3);",
    sites: ["__uno_0"],
  },
  "the first numbers of the generated code": {
    code: "const __uno = 1, __uno$1 = 2, __uno$2_span = 3;\n// @trace\nfunction f() { return __uno + __uno$1 + __uno$2_span; }\nexport const out = f();",
    sites: ["f"],
  },
  "members of module.exports, exports and prototypes": {
    code: "// @trace\nmodule.exports.f = () => 1;\n// @trace\nexports.g = function () { return 2; };\nfunction Foo() {}\n// @trace\nFoo.prototype.bar = function () { return 3; };\nexports.out = [exports.f(), exports.g(), new Foo().bar()];",
    file: "odd.js",
    sites: ["f", "g", "Foo.bar"],
  },
  "a hashbang": {
    code: "#!/usr/bin/env node\n// @trace\nfunction f() { return 1; }\nexport const out = f();",
    sites: ["f"],
  },
  "a hashbang among carriage returns": {
    code: "#!/usr/bin/env node\r// @trace\rfunction f() { return 1; }\rexports.out = f();\r// the end",
    file: "odd.js",
    sites: ["f"],
  },
  "a script that returns": {
    code: "// @trace\nfunction f() { return 1; }\nexports.out = f();\nif (exports.out) return;\nexports.out = 0;",
    file: "odd.cjs",
    sites: ["f"],
  },
  "a parameter property that is captured": {
    code: "class A {\n  // @trace args=id\n  constructor(readonly id: number) {}\n}\nexport const out = new A(1).id;",
    sites: ["A.constructor"],
  },
  "private, static and computed members": {
    code: "const key = 'k';\n// @trace\nclass A {\n  #p() { return 1; }\n  static #s() { return 2; }\n  static async t() { return A.#s(); }\n  [key]() { return this.#p(); }\n  ['x y']() { return 3; }\n  [Symbol.iterator] = function* () { yield 4; };\n  0() { return 5; }\n  'quoted'() { return 6; }\n}\nconst a = new A();\nexport const out = (async () => [await A.t(), a[key](), a['x y'](), ...a as any, a[0](), a.quoted()])();",
    sites: ["A.#p", "A.#s", "A.t", "A.[key]", "A.x y", "A.[Symbol.iterator]", "A.0", "A.quoted"],
  },
  "members named like keywords": {
    code: "// @trace\nclass A { get() { return 1; } set() { return 2; } static() { return 3; } async() { return 4; } constructor_() { return 5; } }\nconst a = new A();\nexport const out = [a.get(), a.set(), a.static(), a.async(), a.constructor_()];",
    sites: ["A.get", "A.set", "A.static", "A.async", "A.constructor_"],
  },
  "nested classes": {
    code: "// @trace\nclass A {\n  m() {\n    class B { n() { return 1; } }\n    return new B().n();\n  }\n}\nexport const out = new A().m();",
    sites: ["A.m"],
  },
  "a class in a class in a field": {
    code: "class A {\n  // @trace\n  static B = class { m() { return 1; } };\n}\nexport const out = new A.B().m();",
    sites: ["A.B.m"],
  },
  namespaces: {
    code: "namespace N.M {\n  // @trace\n  export const f = () => g();\n  function g() { return 1; }\n}\nexport const out = N.M.f();",
    sites: ["f"],
  },
  "an enum between": {
    code: "enum E { A = 1 }\nconst enum C { B = 2 }\n// @trace\nfunction f() { return E.A + C.B; }\nexport const out = f();",
    sites: ["f"],
  },
  "a generator in an object": {
    code: "const o = {\n  // @trace\n  *items(n = 2) { for (let i = 0; i < n; i++) yield this.base + i; },\n  base: 10,\n};\nexport const out = [...o.items()];",
    sites: ["o.items"],
  },
  "an async generator in an object": {
    code: "const o = {\n  /* @trace */ async *items() { yield* [1, 2]; return 3; },\n};\nexport const out = (async () => { const all = []; for await (const i of o.items()) all.push(i); return all; })();",
    sites: ["o.items"],
  },
  "getters and setters": {
    code: "class A {\n  v = 1;\n  /* @trace */ get x() { return this.v; }\n  /* @trace */ set x(v) { this.v = v; }\n  /* @trace */ static get y() { return 3; }\n}\nconst a = new A();\na.x = 5;\nexport const out = [a.x, A.y];",
    sites: ["A.get x", "A.set x", "A.get y"],
  },
  "an abstract class": {
    code: "// @trace\nabstract class A { abstract m(): number; n() { return this.m(); } }\nclass B extends A { m() { return 1; } }\nexport const out = new B().n();",
    sites: ["A.n"],
  },
  "an arrow that returns an object": {
    code: "// @trace\nconst f = (a: number) => ({ a });\n// @trace\nconst g = async (a: number) => ({ a });\nexport const out = (async () => [f(1), await g(2)])();",
    sites: ["f", "g"],
  },
  "an arrow that returns an arrow": {
    code: "// @trace\nconst f = (a: number) => (b: number) => a + b;\nexport const out = f(1)(2);",
    sites: ["f"],
  },
  "arrows inside arrows, all marked": {
    code: "// @trace\nconst f = (a: number) => /* @trace */ (b: number) => /* @trace */ (c: number) => a + b + c;\nexport const out = f(1)(2)(3);",
    sites: ["f", "odd.ts:2", "odd.ts:2"],
  },
  "an arrow with a sequence or a conditional": {
    code: "// @trace\nconst f = (a: any) => (a++, a ? Promise.resolve(a) : a);\nexport const out = f(1);",
    sites: ["f"],
  },
  "an async arrow in a class field": {
    code: "class A {\n  n = 2;\n  // @trace\n  run = async (a: number) => { await null; return a + this.n; };\n  /* @trace */ static readonly quick = async () => this.name;\n}\nexport const out = (async () => [await new A().run(1), await A.quick()])();",
    sites: ["A.run", "A.quick"],
  },
  "export assignment": {
    code: "// @trace\nfunction f() { return 1; }\nexport = { out: f() };",
    sites: ["f"],
    file: "odd.cts",
  },
  "export assignment of a function": {
    code: "// @trace\nexport = Object.assign(() => 1, { out: 2 });",
    sites: [],
    codes: ["UNO1001"],
    file: "odd.cts",
  },
  "import with require": {
    code: 'import path = require("node:path");\n// @trace\nconst f = () => path.posix.join("a", "b");\nexport = { out: f() };',
    sites: ["f"],
    file: "odd.cts",
  },
  "parameters that are patterns with defaults": {
    code: "// @trace args=b,rest\nfunction f({ a = 1, ...others }: any = {}, [b = a]: any[] = [], ...rest: number[]) { var a = a + 1; return [a, b, rest, others]; }\nexport const out = [f(), f({ a: 2, z: 3 }, [4], 5), f.length];",
    sites: ["f"],
  },
  "an async function with patterns, redeclared": {
    code: "// @trace\nasync function f({ a = 1 } = {}, b = () => a) { var a = a + 1; await null; return [a, b()]; }\nexport const out = f();",
    sites: ["f"],
  },
  "a this parameter": {
    code: "// @trace args=n\nfunction f(this: { k: number }, n: number) { return this.k + n; }\nexport const out = f.call({ k: 1 }, 2);",
    sites: ["f"],
  },
  "type predicates, generics, assertions": {
    code: "// @trace\nfunction isText<const T>(value: T | string): value is string { return typeof value === 'string'; }\n// @trace\nfunction must(value: unknown): asserts value { if (!value) throw new Error('no'); }\nmust(1);\nexport const out = isText('a');",
    sites: ["isText", "must"],
  },
  "new.target and return of an object": {
    code: "class A {\n  // @trace\n  constructor() { if (new.target === A) return { odd: true } as any; }\n}\nclass B extends A { b = 1; }\nexport const out = [new A(), new B()];",
    sites: ["A.constructor"],
  },
  "super in a callback of a constructor": {
    code: "class A { constructor(readonly n: number) {} }\nclass B extends A {\n  // @trace\n  constructor() { const init = () => { super(1); }; init(); }\n}\nconst b = new B();\nexport const out = b.n;",
    sites: ["B.constructor"],
  },
  "loops, labels and switches": {
    code: "// @trace\nfunction f(n: number) {\n  outer: for (let i = 0; ; i++) { for (;;) { if (i > n) return i; switch (i) { case 1: continue outer; default: break; } continue outer; } }\n}\nexport const out = f(3);",
    sites: ["f"],
  },
  "finally that returns": {
    code: "// @trace\nfunction f() { try { return Promise.reject(new Error('lost')).catch(() => 1); } finally { return 2; } }\nexport const out = f();",
    sites: ["f"],
  },
  "an empty body with a comment": {
    code: "// @trace\nfunction f() { /* nothing */ }\nexport const out = String(f());",
    sites: ["f"],
  },
  "a body of one line comment": {
    code: "// @trace\nconst f = () => 1 // why\n;\nexport const out = f();",
    sites: ["f"],
  },
  "an arrow without a semicolon before a bracket": {
    code: "// @trace\nconst f = () => 1\nconst list = [f()]\nexport const out = list",
    sites: ["f"],
  },
  "a prologue in a function": {
    code: "// @trace\nfunction f() { 'use strict'; 'use asm?'\n  return this === undefined; }\nexport const out = f();",
    sites: ["f"],
  },
  "using declarations": {
    code: "const log: number[] = [];\n// @trace\nfunction f() { using _a = { [Symbol.dispose]: () => log.push(1) }; log.push(0); return log.length; }\nexport const out = [f(), log];",
    sites: ["f"],
  },
  "optional chains, tagged templates, delete": {
    code: "// @trace\nasync function* f(o: any) { yield o?.a?.b; yield String.raw`x${o.c}`; delete o.a; yield await o.a; }\nexport const out = (async () => { const all = []; for await (const v of f({ a: { b: 1 }, c: 2 })) all.push(v ?? null); return all; })();",
    sites: ["f"],
  },
  "super in generators of objects": {
    code: "const base = { n() { return 1; } };\nconst o = { __proto__: base, /* @trace */ *m() { yield super.n(); yield super['n']?.name; } } as any;\nexport const out = [...o.m()];",
    sites: ["o.m"],
  },
  "a super call in parentheses in a generator": {
    code: "const base = { k: 2, n() { return this.k; } };\nconst o = { __proto__: base, k: 3, /* @trace */ *m() { yield (super.n)(); yield (super.n as any)(); } } as any;\nexport const out = [...o.m()];",
    sites: ["o.m"],
  },
  "satisfies and as around functions": {
    code: "// @trace\nconst f = ((n: number) => n) satisfies (n: number) => number as any;\n// @trace\nconst g = <T,>(x: T) => x;\nexport const out = [f(1), g(2)];",
    sites: ["f", "g"],
  },
  "accessor fields and decorators on parameters": {
    code: "class A {\n  // @trace\n  static make = (n: number) => new A(n);\n  private constructor(public n: number) {}\n}\nexport const out = A.make(3).n;",
    sites: ["A.make"],
  },
  "arguments in an async arrow in a function": {
    code: "// @trace\nasync function f(..._all: number[]) { const g = async () => arguments.length; return (await g()) + arguments[0]; }\nexport const out = f(5, 6);",
    sites: ["f"],
  },
  "eval in a sync function": {
    code: "// @trace\nfunction f(a: number) { return eval('a + 1'); }\nexport const out = f(1);",
    sites: ["f"],
  },
  "await and yield as names": {
    code: "// @trace\nfunction f(await_: number) { var yield_ = 1; return await_ + yield_; }\nexports.out = f(1);",
    sites: ["f"],
    file: "odd.cjs.ts",
  },
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text
