// A plan in, the instrumented text and its source map out: the emitter of esbuild and of every other host.
import MagicString, { type SourceMap } from "magic-string";
import { FORMS, type MovedBody } from "../../model/form.js";
import type { Plan } from "../../model/plan.js";
import type { Site } from "../../model/site.js";
import type { ModuleKind } from "../../source/module-kind.js";
import {
  capturesResult,
  handsResult,
  labelText,
  modulesFor,
  type Names,
  namesOf,
  needsArguments,
  needsSuper,
  openerOf,
  returnedHint,
} from "../generated-code.js";
import { mapCopies, type PlacedCopy } from "./copy-mappings.js";
import { writeForCoverage } from "./coverage-map.js";
import { markTokens } from "./mark-tokens.js";
import { type Places, placesIn, plainCopyOf } from "./plain-copy.js";

/** How the text loads the runtime; `importEquals` is TypeScript's `import x = require()`, for what it lowers to AMD and its like. */
export type LoadKind = ModuleKind | "importEquals";

/** Result of {@link emitText}. */
export interface EmittedText {
  readonly code: string;
  /** Maps `code` back to the text that was planned; made at each call, since not every build asks for one. */
  map(): SourceMap;
  /** Code and map for who counts coverage: see {@link writeForCoverage}. The plan has to be without plain bodies. */
  forCoverage(): { readonly code: string; readonly map: SourceMap };
}

/** Writes the instrumented text, on the lines of the source; `undefined` if nothing is traced. */
export function emitText(
  text: string,
  fileName: string,
  plan: Plan,
  options: { readonly moduleKind: LoadKind },
): EmittedText | undefined {
  if (plan.sites.length === 0) return undefined;
  const output = new MagicString(text, { filename: fileName });
  const names = namesOf(plan);
  output.appendLeft(plan.head.start, headText(plan, names, options.moduleKind));
  // Heads from outside in, tails from inside out: so nested sites that end at one offset nest in the output too.
  const placeOf = placesIn(text);
  const copies = plan.sites.flatMap(
    (site, index) => writeHead(output, site, names, names.site(index), placeOf) ?? [],
  );
  for (const site of [...plan.sites].reverse()) writeTail(output, site, names);
  // Last: magic-string's `update` of a piece that was moved drops what then stands between it and its old place.
  for (const site of plan.sites) moveToHead(output, site);
  const code = output.toString();
  return {
    code,
    map: () => mapOf(output, fileName, code, copies),
    forCoverage: () => {
      const map = output.generateMap({ source: fileName, includeContent: true, hires: true });
      return { code: writeForCoverage(map, code, plan.prefix), map };
    },
  };
}

function mapOf(output: MagicString, source: string, code: string, copies: readonly PlacedCopy[]): SourceMap {
  markTokens(output);
  const map = output.generateMap({ source, includeContent: true });
  mapCopies(map, code, copies);
  return map;
}

function headText(plan: Plan, names: Names, moduleKind: LoadKind): string {
  const sites = plan.sites.map(({ data, scope }, index) =>
    scope ? "" : `function ${names.site(index)}(){return${JSON.stringify(data)}}`,
  );
  return (plan.head.needsSemicolon ? ";" : "") + loadText(plan, names, moduleKind) + sites.join("");
}

function loadText(plan: Plan, names: Names, moduleKind: LoadKind): string {
  const { called, loaded } = modulesFor(plan.sites);
  const beside = loaded ? `import "${loaded}";` : "";
  if (moduleKind === "esm") return `import * as ${names.runtime} from "${called}";${beside}`;
  if (moduleKind === "importEquals") return `import ${names.runtime}=require("${called}");${beside}`;
  return `const ${names.runtime}=require("${called}");${loaded ? `require("${loaded}");` : ""}`;
}

/** Returns the copy of the body that it wrote, if there is one. */
function writeHead(
  output: MagicString,
  site: Site,
  names: Names,
  siteName: string,
  placeOf: Places,
): PlacedCopy | undefined {
  const opener = `const ${names.span}=${openedText(site, names, siteName)};`;
  const copy = site.plainBody && plainCopyOf(output.original, site.plainBody, `!${names.span}`, placeOf);
  const capture = captureText(site, names);
  const head = `${opener}${copy?.code ?? "try{"}${capture}${movedHead(site, names)}`;
  if (site.expression) output.appendLeft(site.body.start, `{${head}${expressionHead(site, names)}`);
  else if (site.prologue) output.appendLeft(site.prologue.end, (site.prologue.terminated ? "" : ";") + head);
  else output.appendLeft(site.body.start + 1, head);
  writeHoists(output, site);
  for (const { start } of returnsOf(site)) openCall(output, start, returnedHead(site, names));
  writeSuspensionHeads(output, site, names);
  for (const { end, argument } of site.keeps)
    openCall(output, argument?.start ?? end, `${names.abi("keep")}(${names.span}${argument ? "," : ""}`);
  rewriteMovedBody(output, site, names);
  return copy && { copy, behind: opener };
}

function openedText(site: Site, { abi, isOn }: Names, siteName: string): string {
  const opener = abi(openerOf(site));
  return site.scope ? `${opener}()` : `${isOn}?${opener}(${siteName}):void 0`;
}

function captureText(site: Site, names: Names): string {
  if (site.captures.length === 0) return "";
  return `${names.abi("capture")}(${[names.span, ...site.captures].join(",")});`;
}

/** Opens the function that the body moves into: an arrow keeps `this`, `arguments` and `super` by itself. */
function movedHead(site: Site, names: Names): string {
  const { moves } = FORMS[site.form];
  if (!moves) return "";
  const parameters = site.redeclared.map((_, index) => names.parameter(index)).join(",");
  const [wait, arrow] = moves.as === "arrow" ? ["await ", "=>"] : ["yield*", ""];
  const open = `${movedOpen(site, moves)}(${parameters})${arrow}`;
  const call = `${names.abi(moves.runs)}(${names.span},${open}`;
  const result = capturesResult(site, moves)
    ? `${names.abi("result")}(${names.span},${wait}${call}`
    : `${wait}${call}`;
  return `${movedNames(site, names)}${handsResult(site, moves) ? "return " : ""}${result}${site.expression ? "" : `{${redeclaredText(site, names)}`}`;
}

function movedOpen(site: Site, { as, async }: MovedBody): string {
  const label = labelText(site);
  const open = as === "arrow" ? (label ? "(0," : "(") : "";
  const words = [async && "async", as === "generator" && "function*"].filter(Boolean).join(" ");
  return `${open}${label ? `{${label.key}:` : ""}${words}`;
}

/** `var a=…` and not a parameter `a`: TypeScript's lowering of async arrows loses the latter. */
function redeclaredText(site: Site, names: Names): string {
  return site.redeclared.map((name, index) => `var ${name}=${names.parameter(index)};`).join("");
}

function movedNames(site: Site, names: Names): string {
  const own = needsArguments(site) ? `const ${names.arguments}=arguments;` : "";
  if (!needsSuper(site)) return own;
  return `${own}const ${names.superOf}=${names.abi("superOf")}(k=>super[k]${site.superWritten ? ",(k,v)=>super[k]=v" : ""});`;
}

/** An arrow's expression becomes the one statement of its new block. */
function expressionHead(site: Site, names: Names): string {
  if (FORMS[site.form].moves) return "(";
  return site.returns.length > 0 ? `return ${returnedHead(site, names)}` : "return(";
}

/** Opens the call that a returned value passes through. */
function returnedHead(site: Site, { abi, span }: Names): string {
  const { returns } = FORMS[site.form];
  return returns ? `${abi(returns.through)}(${span},(` : "";
}

// The expression of an arrow is written by `expressionHead`; every other return is wrapped where it stands.
function returnsOf(site: Site) {
  return site.expression ? [] : site.returns;
}

/** The caller's context is back while the function pauses; its own is, as soon as it goes on. */
function writeSuspensionHeads(output: MagicString, site: Site, { abi, span }: Names): void {
  const { pauses } = FORMS[site.form];
  if (!pauses) return;
  const pauser = `${abi(pauses)}(${span}`;
  for (const { start, end, argument } of site.suspensions.pauses) {
    output.appendLeft(start, `${abi("resume")}(${span},`);
    openCall(output, argument?.start ?? end, argument ? `${pauser},` : pauser);
  }
  for (const { start } of site.suspensions.landings)
    output.appendLeft(start + 1, `${abi("resume")}(${span});`);
}

/** Begins a call in front of an operand, which may stand directly behind its keyword: `return(value)`. */
function openCall(output: MagicString, offset: number, text: string): void {
  const isBehindWord = /\w/.test(output.original[offset - 1] ?? "");
  output.appendLeft(offset, isBehindWord ? ` ${text}` : text);
}

function writeHoists(output: MagicString, site: Site): void {
  for (const { start, end, id } of site.hoists) {
    output.remove(id.start, id.end);
    output.prependRight(start, `var ${id.name}=`).appendLeft(end, ";");
  }
}

/** Moves the hoisted functions to the head of the body, in their order: of two with one name the last one wins. */
function moveToHead(output: MagicString, site: Site): void {
  let target = site.prologue?.end ?? site.body.start + 1;
  for (const { start, end } of site.hoists) {
    // One that stands there already is not moved; the others go behind it.
    if (start === target) target = end;
    else output.move(start, end, target);
  }
}

function rewriteMovedBody(output: MagicString, site: Site, names: Names): void {
  for (const { start, end, shorthand } of site.argumentsUses) {
    output.update(start, end, shorthand ? `arguments:${names.arguments}` : names.arguments);
  }
  for (const use of site.superUses) rewriteSuper(output, use, names);
}

function rewriteSuper(output: MagicString, use: Site["superUses"][number], names: Names): void {
  const tail = use.call ? ").call" : ").v";
  if (typeof use.key === "string") {
    // In two parts, so that the name of the member maps to itself.
    const name = use.end - (output.original.endsWith(use.key, use.end) ? use.key.length : 1);
    output.update(use.start, name, `${names.superOf}(`);
    output.update(name, use.end, `${JSON.stringify(use.key)}${tail}`);
  } else {
    output.update(use.start, use.key.start, `${names.superOf}(`);
    output.update(use.key.end, use.end, tail);
  }
  if (use.call) output.appendLeft(use.call.open, use.call.empty ? "this" : "this,");
}

function writeTail(output: MagicString, site: Site, names: Names): void {
  for (const { end, endsStatement } of site.suspensions.pauses)
    output.appendLeft(end, endsStatement ? "));" : "))");
  for (const { end, endsStatement } of site.keeps) output.appendLeft(end, endsStatement ? ");" : ")");
  for (const value of returnsOf(site)) output.appendLeft(value.end, returnedTail(site, value));
  const tail = guardTail(site, names);
  const { end } = site.body;
  if (site.expression) output.appendLeft(end, `${movedTail(site)}${tail}}`);
  // In place of the brace and not before it: so it maps to the brace, for the stack has the outer function there.
  else output.update(end - 1, end, `${movedTail(site)}${tail}}`);
}

// What a scope throws is nobody's failure.
function guardTail({ scope }: Site, { span, error, abi }: Names): string {
  const handler = scope ? "" : `catch(${error}){throw ${abi("fail")}(${span},${error})}`;
  return `}${handler}finally{${span}&&${abi("exit")}(${span})}`;
}

/** Closes what `movedHead` and `expressionHead` opened. */
function movedTail(site: Site): string {
  const { moves } = FORMS[site.form];
  if (!moves) return site.expression ? returnedTail(site, site.returns[0]) : "";
  const close = site.expression ? ")" : "}";
  const values = site.redeclared.join(",");
  const call = moves.as === "arrow" ? `)(${values})` : `,this${values && `,[${values}]`}`;
  const label = labelText(site);
  return `${close}${label ? `}${label.access}` : ""}${call})${capturesResult(site, moves) ? ")" : ""};`;
}

/** Closes a call of `returned`, or the mere parentheses of an arrow's expression. */
function returnedTail({ form }: Site, value: Site["returns"][number] | undefined): string {
  const { returns } = FORMS[form];
  if (!value || !returns) return ")";
  const hint = returnedHint(returns, value);
  return hint === undefined ? "))" : `),${hint})`;
}
