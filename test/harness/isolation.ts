// The tests in; which of them need a process of their own, and which run one after the other in a shared one, out.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type EcmaScriptModule, type Node, parseSync, Visitor } from "oxc-parser";
import { globSync } from "tinyglobby";

const ROOT = join(import.meta.dirname, "../..");

/** Where Vitest looks for nothing. */
export const EXCLUDED: readonly string[] = [
  "**/node_modules/**",
  "test/cases/**",
  "test/rejects/**",
  "test/projects/**",
];

/**
 * Modules that keep something in the process: the runtime, what registers itself for all, a hook on the loader of
 * modules. What starts processes listens to their ends, and takes so long that it gains nothing.
 */
const WITH_STATE =
  /^uno-trace(?:$|\/(?:runtime|abi|opentelemetry|register))|opentelemetry|^import-in-the-middle|^node:(?:child_process|worker_threads)/;

/** Paths from the repository's root. */
export interface Isolation {
  /** Tests that load the runtime, which has one state for a process, or that change something global. */
  readonly alone: readonly string[];
  readonly shared: readonly string[];
}

/**
 * Parts the tests. A process costs about a second to start, to load Vitest and what a test imports; the planner, the
 * emitters and the compilers that most tests import keep nothing from one use to the next.
 */
export function partTests(): Isolation {
  const tests = globSync("test/**/*.test.ts", { cwd: ROOT, ignore: [...EXCLUDED] }).sort();
  const known = new Map<string, boolean>();
  const alone = tests.filter((file) => needsIsolation(file, known));
  return { alone, shared: tests.filter((file) => !alone.includes(file)) };
}

function needsIsolation(file: string, known: Map<string, boolean>): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  // A circle ends here.
  known.set(file, false);
  const needs =
    file.startsWith("runtime/") || (/^(?:test|bench|scripts)\//.test(file) && reachesState(file, known));
  known.set(file, needs);
  return needs;
}

function reachesState(file: string, known: Map<string, boolean>): boolean {
  const path = join(ROOT, file);
  if (!existsSync(path)) return false;
  const text = readFileSync(path, "utf8");
  const { module, program } = parseSync(path, text);
  return (
    importsOf(module, text).some((specifier) => {
      if (!specifier.startsWith(".")) return WITH_STATE.test(specifier);
      const target = relative(ROOT, join(dirname(path), specifier))
        .split(sep)
        .join("/");
      return needsIsolation(target.replace(/\.js$/, ".ts"), known);
    }) || changesGlobals(program)
  );
}

/** What a file loads: no types. */
function importsOf(
  { staticImports, staticExports, dynamicImports }: EcmaScriptModule,
  text: string,
): string[] {
  const loaded = staticImports.filter(
    ({ entries }) => entries.length === 0 || entries.some((e) => !e.isType),
  );
  return [
    ...loaded.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap((each) => (each.isType ? [] : (each.moduleRequest?.value ?? []))),
    ),
    ...dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
  ];
}

/** Whether code writes to something global, listens to the process, or uses Vitest's mocks; what is said in a string is none. */
function changesGlobals(program: Parameters<Visitor["visit"]>[0]): boolean {
  let found = false;
  const note = (node: Node) => {
    found ||= isGlobal(node);
  };
  new Visitor({
    AssignmentExpression: ({ left }) => note(left),
    UnaryExpression: ({ operator, argument }) => operator === "delete" && note(argument),
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type !== "MemberExpression") return;
      const { object, property } = callee;
      const name = property.type === "Identifier" ? property.name : "";
      if (rootOf(object) === "vi" || (rootOf(object) === "process" && /^(?:on|once|chdir)$/.test(name)))
        found = true;
      if (/^(?:defineProperty|assign|setPrototypeOf)$/.test(name) && first) note(first);
    },
  }).visit(program);
  return found;
}

const GLOBALS = /^(?:process|globalThis|global|[A-Z][a-z]\w*)$/;

/** `process.env.HOME`, `Error.prepareStackTrace`: something of a variable that no test declares with such a name. */
const isGlobal = (node: Node): boolean => GLOBALS.test(rootOf(node) ?? "");

function rootOf(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type === "MemberExpression") return rootOf(node.object);
  return undefined;
}
