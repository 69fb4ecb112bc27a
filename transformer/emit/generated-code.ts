// The words that both emitters write: names of generated variables and of the runtime's functions.
import { FORMS, type MovedBody, type ReturnedBy } from "../model/form.js";
import type { Plan } from "../model/plan.js";
import type { ReturnedValue, Site } from "../model/site.js";

/** Where generated code finds what it calls: see decision 17. */
export const ABI_MODULE = "uno-trace/abi";
/** The same with `scope` and `keep`, which the first one of older releases has not; traced code is not noted by it. */
const ABI_2_MODULE = "uno-trace/abi-2";

/** What generated code loads: the module of what it calls, and one that is loaded beside it, for what it does. */
export function modulesFor(sites: readonly Site[]): { readonly called: string; readonly loaded?: string } {
  if (!sites.some(({ scope, keeps }) => scope || keeps.length > 0)) return { called: ABI_MODULE };
  const isTraced = sites.some(({ scope }) => !scope);
  return isTraced ? { called: ABI_2_MODULE, loaded: ABI_MODULE } : { called: ABI_2_MODULE };
}

/** Whether a statement's text names the module of generated code, by this release's name, a later one's or the first one. */
export function namesAbi(text: string): boolean {
  return /["'`]uno-trace\/(?:abi|runtime)\b/.test(text);
}

/** Generated names; all begin with the plan's prefix, which occurs nowhere in the source. */
export interface Names {
  /** The runtime's namespace. */
  readonly runtime: string;
  /** One of the runtime's functions. */
  abi(fn: AbiFunction): string;
  /** Whether tracing is on: read in place, so that "off" costs no call. */
  readonly isOn: string;
  readonly span: string;
  readonly error: string;
  readonly arguments: string;
  readonly superOf: string;
  /** The value of a parameter that a moved body declares again. */
  parameter(index: number): string;
  /** The hoisted function that holds a site's static data. */
  site(index: number): string;
}

/** What the runtime exports of its state, and the member of it that says whether tracing is on. */
export const STATE = "$state";
export const ON = "on";

/** The names for one file. */
export function namesOf({ prefix }: Pick<Plan, "prefix">): Names {
  return {
    runtime: prefix,
    abi: (fn) => `${prefix}.${memberOf(fn)}`,
    isOn: `${prefix}.${STATE}.${ON}`,
    span: `${prefix}_span`,
    error: `${prefix}_error`,
    arguments: `${prefix}_arguments`,
    superOf: `${prefix}_super`,
    parameter: (index) => `${prefix}_parameter${index}`,
    site: (index) => `${prefix}_${index}`,
  };
}

/** What generated names may start with: it does not occur in the text. */
export function freePrefix(text: string): string {
  if (!text.includes("__uno")) return "__uno";
  for (let n = 1; ; n++) if (!text.includes(`__uno$${n}`)) return `__uno$${n}`;
}

const ABI_FUNCTIONS = [
  "capture",
  "drive",
  "driveAsync",
  "enter",
  "enterGenerator",
  "exit",
  "fail",
  "keep",
  "leave",
  "result",
  "resume",
  "returned",
  "returnedAsync",
  "scope",
  "start",
  "superOf",
  "suspend",
  "yields",
] as const;

/** A function for generated code, by its name in the documentation. */
export type AbiFunction = (typeof ABI_FUNCTIONS)[number];

/** The name by which the runtime exports one of the functions for generated code. */
export function memberOf(fn: AbiFunction): string {
  return `$${fn}`;
}

/** What `uno-trace/abi` exports for generated code, by the names there; no minifier may rename them. */
export const ABI_NAMES: readonly string[] = [...ABI_FUNCTIONS.map(memberOf), STATE, ON];

/** The runtime function that opens the span. A scope has none. */
export function openerOf({ form, leaf, scope }: Site): AbiFunction {
  const { opens, opensLeaf } = FORMS[form];
  if (scope) return "scope";
  return leaf ? (opensLeaf ?? opens) : opens;
}

/** The last argument behind a returned value, if it has one: see `$returned` and `$returnedAsync` of the runtime. */
export function returnedHint({ hint }: ReturnedBy, { owner, guarded }: ReturnedValue): boolean | undefined {
  if (hint === "guarded") return guarded || undefined;
  return hint === undefined || owner === "nobody" ? undefined : owner === "handler";
}

/** Whether what the moved body returns has to be returned. */
export function handsResult(site: Site, { handsResult }: MovedBody): boolean {
  return handsResult === "always" || site.endsWithValue;
}

/** Whether what the moved body returns passes through the runtime, to be captured. */
export function capturesResult(site: Site, moves: MovedBody): boolean {
  return site.data.result !== undefined && handsResult(site, moves);
}

/** Whether a moved body needs its function's `arguments` under another name. */
export function needsArguments(site: Site): boolean {
  return site.argumentsUses.length > 0;
}

/** Whether a moved body needs its function's `super` through accessors. */
export function needsSuper(site: Site): boolean {
  return site.superUses.length > 0;
}

/**
 * A moved body with a name is the value of a property: that names it, and binds no variable that the body could mean.
 * Written `key` and `access`, around the function; `undefined` for a body without a name.
 */
export function labelText({ label }: Site): { readonly key: string; readonly access: string } | undefined {
  if (label === undefined) return undefined;
  if (isIdentifier(label)) return { key: label, access: `.${label}` };
  return { key: JSON.stringify(label), access: `[${JSON.stringify(label)}]` };
}

/** Whether a label may stand behind a dot. */
export function isIdentifier(label: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(label);
}
