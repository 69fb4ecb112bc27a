// Functions that tracing could change in, the reason for which they are left alone out; beside each one that is traced.
import { expect, it } from "vitest";
import { loadConfig } from "../transformer/config/config.js";
import { planFile } from "../transformer/plan.js";

const { config } = loadConfig({ object: { include: ["**"] }, root: "/sloppy" });

/** The reasons of the outermost functions, `traced` for those that have none. */
function reasonsOf(code: string): string[] {
  const { functions, unparsable } = planFile(code, "/sloppy/file.cjs", config);
  expect(unparsable).toBe(false);
  return functions.map(({ reason }) => (reason.kind === "skipped" ? reason.why : "traced"));
}

const OWN = "it declares or assigns a variable named `arguments`";
const EVAL = "it calls `eval` directly";
const SENT = "it is read or sent elsewhere as text";
const AGAIN = "it declares a parameter again";

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text
it.each([
  ["with (o) { function f() {} }", "it stands inside a `with` statement"],
  ["function f() { with (o) x; }", "traced"],
  ["function f(a) { let a; }", AGAIN],
  ["function f({ a: [b] }, ...c) { const c = 1; }", AGAIN],
  ["function f(a) { { let a; } }", "traced"],
  ["function f(a) { class a {} }", AGAIN],
  ["function f() { l: function g() {} }", "it labels a function declaration"],
  ["function* f() { yield* []; var arguments; }", OWN],
  ["function* f() { yield* []; arguments = 1; }", OWN],
  ["function* f() { yield* []; [arguments] = [1]; }", OWN],
  ["function* f() { yield* []; arguments++; }", OWN],
  ["function* f() { yield* []; for (arguments of []); }", OWN],
  ["function* f() { yield* []; function arguments() {} }", OWN],
  ["function* f() { yield* []; try {} catch (arguments) {} }", OWN],
  ["function* f(arguments) { yield* []; }", OWN],
  ["function* f() { yield; arguments = 1; }", "traced"],
  ["function f() { var arguments; }", "traced"],
  ["async function f() { for await (x of []); eval(x); }", EVAL],
  ['async function f() { "use strict"; for await (x of []); eval(x); }', "traced"],
  ['function* f() { "use strict"; yield* []; eval(x); }', EVAL],
  ["async function f() { await eval(x); }", "traced"],
  ["function* f() { yield* []; (0, eval)(x); }", "traced"],
  ["function* f(a) { yield* []; { function a() {} } }", `${AGAIN} in a block`],
  ['function* f(a) { "use strict"; yield* []; { function a() {} } }', "traced"],
  ["function* f(a) { yield* arguments; var a; }", `${AGAIN} and uses \`arguments\``],
  ["function* f(a) { yield* arguments; function a() {} }", `${AGAIN} and uses \`arguments\``],
  ['function* f(a) { "use strict"; yield* arguments; var a; }', "traced"],
  ["function* f(a) { yield* arguments; var b; }", "traced"],
  ["const o = { *f() { yield* [super.x`t`]; } };", "it uses a member of `super` as a template tag"],
  ["const o = { *f() { yield* [delete super.x]; } };", "it deletes a member of `super`"],
  ["const o = { *f() { yield* [super.x?.()]; } };", "it calls a member of `super` with `?.`"],
  [
    "const o = { *f() { yield* [(super.x)()]; } };",
    "it calls a member of `super` in parentheses or through a type assertion",
  ],
  ["const o = { *f() { yield* [super.x()]; } };", "traced"],
  ["const o = { async f() { for await (x of []) (super.x)(); } };", "traced"],
  ["function f() {} page.evaluate(f, 1);", SENT],
  ["const f = () => document.title; await1(page.evaluate(f));", SENT],
  ["page.evaluate(function f() {});", SENT],
  ["page.$eval('a', function f() {});", SENT],
  ["function f() {} engine.evaluate('1', f);", "traced"],
  ["class A { f() {} } page.evaluate(f);", "traced"],
  ["function f() {} f.toString();", SENT],
  ["function f() {} f?.toString();", SENT],
  ["function f() {} (f as any).toString();", SENT],
  ["(function f() {}).toString();", SENT],
  ["var f = function () {}; f.toString();", SENT],
  ["let f; f = () => 1; f.toString();", SENT],
  ["function f() { return f.toString(); }", SENT],
  ["const f = function g() { return String(g); };", SENT],
  ["const f = () => 1; String(f);", SENT],
  ["const f = () => 1; vm.runInNewContext(`(${f})()`);", SENT],
  ["const f = () => 1; new Worker(`(${f})()`, { eval: true });", SENT],
  ["const f = () => 1; new Worker(f);", SENT],
  ["const f = () => 1; '(' + f + ')()';", SENT],
  ["const f = () => 1; before + f;", SENT],
  ["const f = () => 1; let code = ''; code += f;", SENT],
  ["const f = () => 1; ['(', f, ')()'].join('');", SENT],
  ["const f = () => 1; '('.concat(f, ')()');", SENT],
  ["const f = () => 1; Function.prototype.toString.call(f);", SENT],
  ["const f = () => 1; new Function('return ' + f);", SENT],
  ["const f = () => 1; new Function(f);", SENT],
  ["const f = () => 1; new Blob([f]);", SENT],
  ["const f = () => 1; new Blob([`(${f})()`]);", SENT],
  ["const f = (n) => n; pool.exec(f, [1]);", SENT],
  ["class A { f() {} } new Blob([`${A}`]);", SENT],
  ["const A = class { f() {} }; A.toString();", SENT],
  ["function f() {} { { f.toString(); } const g = f; }", SENT],
  // By another name, or one of several.
  ["const f = () => 1; const g = f; g.toString();", SENT],
  ["const f = () => 1; const o = { f }; page.evaluate(o.f);", SENT],
  ["const f = () => 1; page.evaluate(x ? g : f);", SENT],
  ["const f = () => 1; page.evaluate(o.f || f);", SENT],
  // By a parameter of this file.
  ["const f = () => 1; function g(h) { return `(${h})()`; } g(f);", SENT],
  ["const f = () => 1; const g = async (page, h) => page.evaluate(h, 1); g(page, f);", SENT],
  ["const f = () => 1; const g = (h) => k(h); const k = (h = x) => String(h); g(f);", SENT],
  ["const f = () => 1; class A { constructor(private h) { `${h}`; } } new A(f);", SENT],
  ["const f = () => 1; class A { send(h) { `${h}`; } m() { this.send(f); } }", SENT],
  ["const f = () => 1; const o = { send(h) { `${h}`; } }; o.send(f);", SENT],
  ["const f = () => 1; (function (h) { return h.toString(); })(f);", SENT],
  ["const f = () => 1; function g(h = f) { return h.toString(); }", SENT],
  ["function g(h) { return `${h}`; } g(function f() {});", "traced"],
  ["const f = () => 1; function g(h, i) { return `${i}`; } g(f);", "traced"],
  ["const f = () => 1; function g(h) { return `${h()}`; } g(f);", "traced"],
  ["const f = () => 1; function g(h, i) { return `${i}`; } g(...x, f); g(f, ...x);", "traced"],
  ["const f = () => 1; function g(...h) { return `${h}`; } g(f);", "traced"],
  ["const f = () => 1; function g(h) { return `${h}`; } { const g = (h) => h; g(f); }", "traced"],
  [
    "const f = () => 1; function g(h) { if (!h.call) throw new TypeError(`${h} is no function`); } g(f);",
    "traced",
  ],
  ["const f = () => 1; function g(h) { console.log('called: ' + h); } g(f);", "traced"],
  // What only looks like it.
  ["class A { f() {} static toString() { return 'A'; } } `${A}`;", "traced"],
  ["const f = () => 1; Object.prototype.toString.call(f);", "traced"],
  ["const f = () => 1; css`${f}`;", "traced"],
  ["const f = () => 1; `${f()} ${f.name}` + f.length;", "traced"],
  ["const f = () => 1; a.f.toString(); `${a.f}`;", "traced"],
  ["const f = () => 1; query.exec(f); list.concat(f); f.call(f);", "traced"],
  ["function f(x) { return x.toString() + `${x}`; }", "traced"],
  ["function f() {} f.toString(16);", "traced"],
  // Another variable of the same name.
  ["function f() {} { const f = 1; `${f}`; }", "traced"],
  ["function f() {} (f) => f.toString();", "traced"],
  ["function f() {} ({ f }) => f.toString();", "traced"],
  ["function f() {} function g() { if (x) { var f = 1; } return `${f}`; }", "traced"],
  ["function f() {} try {} catch (f) { `${f}`; }", "traced"],
  ["function f() {} for (const f of []) `${f}`;", "traced"],
  ["function f() {} (class f { m() { return `${f}`; } });", "traced"],
])("%s", (code, reason) => {
  expect(reasonsOf(code)[0]).toBe(reason);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source text

it("follows members and parameters to functions behind them", () => {
  const code = "class A { f = g; m() { page.evaluate(this.f); } } function g() {}";
  expect(reasonsOf(code)).toEqual(["traced", SENT]);
});

it("leaves alone what stands in a function that is sent", () => {
  const code = "page.evaluate(function e() { function f() {} return { m() {} }; }); function g() {}";
  expect(reasonsOf(code)).toEqual([SENT, SENT, SENT, "traced"]);
});

it("tells functions of one name apart", () => {
  const code = "function f() {} { const f = () => 1; f.toString(); } function g() { const f = () => 2; }";
  expect(reasonsOf(code)).toEqual(["traced", SENT, "traced", "traced"]);
});
