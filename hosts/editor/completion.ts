// A place in a file in; the words that a directive may go on with there out, beside what TypeScript offers.
import type * as TypeScript from "typescript";
import { DIRECTIVE_VOCABULARY } from "../../transformer/model/options.js";
import { commentAt, directiveIn, functionsOf, lineAround } from "./directive-at.js";
import type { EditedProject } from "./edited-project.js";
import { parametersIn, propertiesAlong, resultOf } from "./paths-of-types.js";
import { nodeOf } from "./traced-nodes.js";

type TS = typeof TypeScript;

/** One word that is offered. */
interface Offer {
  readonly name: string;
  readonly kind: TypeScript.ScriptElementKind;
  readonly about: string;
}

/** Words, and the text in whose place one of them goes. */
interface Offered {
  readonly start: number;
  readonly end: number;
  readonly offers: readonly Offer[];
}

/** Adds the words of a directive. */
export function completionsAt(
  project: EditedProject,
  fileName: string,
  offset: number,
  before: TypeScript.CompletionInfo | undefined,
): TypeScript.CompletionInfo | undefined {
  const offered = offeredAt(project, fileName, offset);
  if (!offered || offered.offers.length === 0) return before;
  const { start, end, offers } = offered;
  const entries = offers.map(({ name, kind }, index) => ({
    name,
    kind,
    kindModifiers: "",
    sortText: String(index).padStart(4, "0"),
    replacementSpan: { start, length: end - start },
  }));
  const nothing = { isGlobalCompletion: false, isMemberCompletion: false, isNewIdentifierLocation: false };
  return before ? { ...before, entries: [...entries, ...before.entries] } : { ...nothing, entries };
}

/** What one of these words means; `undefined` for a word of TypeScript's. */
export function completionDetails(
  project: EditedProject,
  fileName: string,
  offset: number,
  name: string,
): TypeScript.CompletionEntryDetails | undefined {
  const offered = offeredAt(project, fileName, offset);
  const offer = offered?.offers.find((each) => each.name === name);
  if (!offer) return undefined;
  return {
    name,
    kind: offer.kind,
    kindModifiers: "",
    displayParts: [{ kind: "text", text: name }],
    documentation: [{ kind: "text", text: offer.about }],
    tags: [],
  };
}

function offeredAt(project: EditedProject, fileName: string, offset: number): Offered | undefined {
  const { ts, service } = project;
  const source = project.sourceOf(fileName);
  const comment = source && commentAt(service, source, offset);
  if (!comment) return undefined;
  const directive = directiveIn(comment, fileName, offset);
  if (!directive) return keywordsAt(ts, source.text, offset);
  const keyword = directive.trace ? "@trace" : "@no-trace";
  const head = source.text.slice(directive.start + keyword.length, offset);
  if (offset <= directive.start + keyword.length) return keywordsAt(ts, source.text, offset);
  if (!directive.trace || isRemarkOrName(head)) return undefined;
  const [, word = "", value] = /([^\s=]*)(?:=(\S*))?$/.exec(head) as RegExpExecArray;
  if (value === undefined) return wordsAt(ts, source.text, offset, word, head);
  const node = () => {
    const file = project.fileOf(fileName);
    const [info] = file ? functionsOf(file, directive) : [];
    return info && nodeOf(ts, info, source);
  };
  return valuesAt(project, source.text, offset, word, value, node);
}

/** Behind two dashes stands a remark, and in quotes a name that nobody can guess. */
function isRemarkOrName(head: string): boolean {
  return /(?:^|\s)--(?:\s|$)/.test(head) || (head.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
}

/** `@trace` and `@no-trace` themselves, where a comment begins with an at sign. */
function keywordsAt(ts: TS, text: string, offset: number): Offered | undefined {
  const line = lineAround(text, offset);
  const match = /^(?:.*?\/[/*]+|\s*\*)\s*@([\w-]*)$/.exec(line.text.slice(0, offset - line.start));
  if (!match) return undefined;
  const { keyword } = ts.ScriptElementKind;
  return {
    start: offset - (match[1] as string).length,
    end: endOfWord(text, offset),
    offers: [
      { name: "trace", kind: keyword, about: "Makes a span of each call of the function below." },
      { name: "no-trace", kind: keyword, about: "Takes the function below out of what is traced." },
    ],
  };
}

/** The options that are not said yet. */
function wordsAt(ts: TS, text: string, offset: number, typed: string, head: string): Offered {
  const said = new Set([...head.matchAll(/(?<=\s)[^\s=]+/g)].map(([word]) => word));
  said.delete(typed);
  const end = endOfWord(text, offset);
  const hasSign = text[end] === "=";
  const offers = DIRECTIVE_VOCABULARY.flatMap(({ word, bare, summary, expects }): Offer[] => {
    const about = `${summary} Expects ${expects}.`;
    const offer = (name: string): Offer => ({ name, kind: ts.ScriptElementKind.keyword, about });
    if (word === "attr.KEY") return [offer("attr.")];
    if (said.has(word)) return [];
    const valued = expects === "no value" ? [] : [offer(hasSign ? word : `${word}=`)];
    return bare && !hasSign ? [offer(word), ...valued] : valued;
  });
  return { start: offset - typed.length, end, offers };
}

type FindNode = () => TypeScript.SignatureDeclaration | undefined;

function valuesAt(
  project: EditedProject,
  text: string,
  offset: number,
  word: string,
  value: string,
  node: FindNode,
): Offered | undefined {
  const { ts, program } = project;
  const { string, parameterElement, memberVariableElement } = ts.ScriptElementKind;
  const offersOf = (names: readonly string[], kind: TypeScript.ScriptElementKind, about: string) =>
    names.map((name) => ({ name, kind, about }));
  const checker = program?.getTypeChecker();
  // Of `a,user.name` the last entry is being written, and of that what follows the last dot.
  const said = value.split(",");
  const path = (said.pop() as string).split(".");
  const typed = path.pop() as string;
  const span = { start: offset - typed.length, end: endOfWord(text, offset) };
  const known = DIRECTIVE_VOCABULARY.find((each) => each.word === word);
  if (known?.values) return { ...span, offers: offersOf(known.values, string, known.summary) };
  const owner = checker && (word === "args" || word === "result") ? node() : undefined;
  if (!owner || !checker) return undefined;
  const about = word === "args" ? "Captured as an attribute." : "Captured of the result.";
  const parameters = parametersIn(ts, owner);
  if (word === "args" && path.length === 0) {
    const free = [...parameters.keys()].filter((name) => !said.includes(name));
    return { ...span, offers: offersOf(free, parameterElement, about) };
  }
  const root = word === "args" ? parameters.get(path.shift() as string) : owner;
  const type = root && (word === "args" ? checker.getTypeAtLocation(root) : resultOf(checker, owner));
  const names = type ? propertiesAlong(ts, checker, type, path, owner) : [];
  return { ...span, offers: offersOf(names, memberVariableElement, about) };
}

function endOfWord(text: string, offset: number): number {
  return offset + (/^[\w$-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
}
