// A function and its options in; a site out (plain data, all that an emitter needs), or why it is left alone.
import { FORMS, type SiteForm } from "../model/form.js";
import type { FunctionInfo } from "../model/function-info.js";
import { dataOfOptions } from "../model/options.js";
import type { HoistedFunction, ReturnedValue, Site, SiteData, Suspensions } from "../model/site.js";
import { type FoundFunction, parameterNames } from "../select/functions.js";
import type { Node, ParsedFile } from "../source/parse.js";
import type { BodyFacts } from "./body-facts.js";
import { callsNothing } from "./calls-nothing.js";
import { plainBodyOf } from "./plain-body.js";
import { readBody } from "./read-body.js";
import { type FoundSuspensions, readSuspensions } from "./suspensions.js";

/**
 * Makes the site of a function, or says why tracing could change what the function does.
 * @param makesSpans it makes spans by hand in its own body
 */
export function makeSite(
  found: FoundFunction,
  info: FunctionInfo,
  file: ParsedFile,
  path: string,
  makesSpans: boolean,
): Site | { readonly why: string } {
  const { node } = found;
  const body = node.body as Node;
  const suspensions = node.async || node.generator ? readSuspensions(body, file) : NO_PAUSE;
  const form = formOf(found, !canStay(suspensions, info));
  const facts = readBody(node, file, info.options.result !== undefined);
  const parameters = parameterNames(found);
  const why = obstacle(found, form, facts, parameters);
  if (why) return { why };
  const { moves, opensLeaf } = FORMS[form];
  const moved = moves !== undefined;
  const isArrow = node.type === "ArrowFunctionExpression";
  const args = info.options.args?.filter((arg) => parameters.includes(rootOf(arg)));
  const prologue = prologueOf(body, file.text);
  return {
    // One by one: a spread in front of so many properties costs more than all else that is done here.
    start: info.start,
    end: info.end,
    name: info.name,
    ownName: info.ownName,
    kind: info.kind,
    generator: info.generator,
    async: info.async,
    line: info.line,
    column: info.column,
    traced: info.traced,
    scope: info.scope,
    reason: info.reason,
    options: info.options,
    form,
    leaf: opensLeaf !== undefined && callsNothing(body),
    body: { start: body.start, end: body.end },
    expression: body.type !== "BlockStatement",
    prologue,
    makesSpans,
    suspensions: moved ? NO_SUSPENSIONS : { pauses: suspensions.pauses, landings: suspensions.landings },
    keeps: makesSpans && node.generator && moved ? suspensions.pauses.filter(({ isYield }) => isYield) : [],
    returns: moved || info.scope || ignoresReturn(found) ? [] : observable(facts, info, form),
    endsWithValue: facts.endsWithValue,
    hoists: moved ? [] : hoistsOf(found, facts, parameters),
    redeclared: moved ? redeclaredBy(facts, parameters) : [],
    argumentsUses: moved && !isArrow ? facts.argumentsUses : [],
    superWritten: facts.superWritten,
    superUses: moves?.as === "generator" ? facts.superUses : [],
    setsUpFields: found.setsUpFields,
    plainBody: node.generator ? plainBodyOf(body, prologue?.end ?? body.start + 1, file, moved) : undefined,
    label: moved && found.label !== "__proto__" ? found.label : undefined,
    captures: (args ?? []).map(rootOf),
    data: dataOf(info, path, args),
  };
}

/** The returned values that pass through the runtime. */
function observable(facts: BodyFacts, info: FunctionInfo, form: SiteForm): readonly ReturnedValue[] {
  const which = FORMS[form].returns?.which;
  if (which === undefined || (which === "captured" && !info.options.result)) return [];
  // A promise that others hold stays as it is, unobserved: a derived one that the caller ignores could end the program
  // with a rejection that those others handle. An async function makes a promise of its own in any case.
  return which === "unheld" && !info.options.result
    ? facts.returns.filter(({ owner }) => owner !== "others")
    : facts.returns;
}

const NO_SUSPENSIONS: Suspensions = { pauses: [], landings: [] };
const NO_PAUSE: FoundSuspensions = { ...NO_SUSPENSIONS, isHidden: false, hasUsing: false };

function rootOf(path: string) {
  return path.split(".", 1)[0] as string;
}

// A scope hands out no promise of its own making, so a disposal that fails leaves none unhandled.
function canStay({ isHidden, hasUsing, pauses }: FoundSuspensions, { scope }: FunctionInfo): boolean {
  return !isHidden && !(hasUsing && (pauses.length > 0 || !scope));
}

function formOf({ node }: FoundFunction, moves: boolean): SiteForm {
  if (node.generator && node.async) return "asyncGenerator";
  if (node.generator) return moves ? "movedGenerator" : "generator";
  if (!node.async) return "sync";
  return moves ? "movedAsync" : "async";
}

// What a constructor or a setter returns is no result that anybody waits for.
function ignoresReturn(found: FoundFunction) {
  return (
    found.kind === "constructors" || (found.kind === "accessors" && /(?:^|\.)set /.test(found.name ?? ""))
  );
}

/** Forms that cannot be rewritten without a difference; each of them is rare, sloppy code. */
function obstacle(
  found: FoundFunction,
  form: SiteForm,
  facts: BodyFacts,
  parameters: readonly string[],
): string | undefined {
  if (found.sentAsText) return "it is read or sent elsewhere as text";
  if (found.insideWith) return "it stands inside a `with` statement";
  if (facts.oddity) return facts.oddity;
  // An early error, which the generated block would hide: the host shall report it.
  if (parameters.some((name) => facts.lexicalNames.has(name))) return "it declares a parameter again";
  const { moves } = FORMS[form];
  if (!moves) return undefined;
  if (facts.ownArguments || parameters.includes("arguments"))
    return "it declares or assigns a variable named `arguments`";
  if (facts.directEval && (moves.as === "generator" || !found.strict)) return "it calls `eval` directly";
  if (!found.strict && parameters.some((name) => facts.blockFunctions.has(name))) {
    return "it declares a parameter again in a block";
  }
  const mapped =
    !found.strict && found.node.type !== "ArrowFunctionExpression" && facts.argumentsUses.length > 0;
  if (mapped && parameters.some((name) => facts.varNames.has(name) || isFunctionName(facts, name))) {
    return "it declares a parameter again and uses `arguments`";
  }
  return moves.as === "generator" ? facts.superOddity : undefined;
}

function isFunctionName(facts: BodyFacts, name: string) {
  return facts.functions.some((fn) => fn.id?.name === name);
}

// A function of the same name takes the place of the parameter, whether its body moved or not.
function redeclaredBy(facts: BodyFacts, parameters: readonly string[]): string[] {
  return [...new Set(parameters)].filter((name) => facts.varNames.has(name) && !isFunctionName(facts, name));
}

/**
 * A function declaration at the top level of a body is like a `var`; inside the generated `try` block it is like
 * a `let`. Where that makes a difference (the name is declared twice, is a parameter, or `eval` may declare it),
 * it becomes a `var` at the head of the block, which is what it was.
 */
function hoistsOf(found: FoundFunction, facts: BodyFacts, parameters: readonly string[]): HoistedFunction[] {
  const declared = new Map<string, number>();
  for (const { id } of facts.functions) if (id) declared.set(id.name, (declared.get(id.name) ?? 0) + 1);
  const isTaken = (name: string) =>
    (declared.get(name) as number) > 1 ||
    facts.varNames.has(name) ||
    facts.blockFunctions.has(name) ||
    parameters.includes(name) ||
    name === "arguments" ||
    (facts.directEval && !found.strict);
  return facts.functions.flatMap(({ id, start, end }) =>
    id && isTaken(id.name) ? [{ start, end, id: { start: id.start, end: id.end, name: id.name } }] : [],
  );
}

function prologueOf(body: Node, text: string): Site["prologue"] {
  if (body.type !== "BlockStatement") return undefined;
  const directives = body.body.filter(
    (s) => s.type === "ExpressionStatement" && typeof s.directive === "string",
  );
  const last = directives[directives.length - 1];
  return last && { start: last.start, end: last.end, terminated: text[last.end - 1] === ";" };
}

function dataOf(info: FunctionInfo, file: string, args: readonly string[] | undefined): SiteData {
  const { name, ownName: fn, line, column, options } = info;
  const said = dataOfOptions({ ...options, ...(args && { args }) });
  return { name, fn, kind: 0, file, line, column, ...said };
}
