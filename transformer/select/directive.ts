// Comments in, directives out: the grammar of `// @trace …` and `// @no-trace`.
import leven from "leven";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.js";
import * as diagnostics from "../diagnostics/directives.js";
import { nearest } from "../diagnostics/nearest-word.js";
import { BARE_WORDS, DIRECTIVE_VOCABULARY, DIRECTIVE_WORDS, readDirectiveOption } from "../model/options.js";
import type { Range } from "../model/range.js";
import { mergeOptions, type SiteOptions } from "../model/site-options.js";
import type { Comment } from "../source/parse.js";

/** One `@trace` or `@no-trace` found in a comment. */
export interface Directive extends Range {
  readonly trace: boolean;
  /** Offset behind the whole comment. */
  readonly commentEnd: number;
  readonly options: SiteOptions;
  /** Where each entry of `args` stands, for messages. */
  readonly args: readonly (Range & { readonly path: string })[];
  readonly problems: readonly Diagnostic[];
}

// Also the commonest slips, so that a file with nothing but one of them is read and the slip reported.
const MAY_HOLD_RE = /@(?:no[-_]?trace|trace[ds]?|trac|trce|tarce|trcae)(?![\w-])/i;

/** Whether a text can hold a directive at all: the cheap test before any parsing. */
export function mayHoldDirective(text: string): boolean {
  return MAY_HOLD_RE.test(text);
}

// A space may be one that does not break, pasted from a page.
// With a bracket behind it, it is a decorator that somebody has commented out.
const DIRECTIVE_RE = /^([^\S\r\n]*\*?[^\S\r\n]*)@(trace|no-trace)(?![\w(-])([^\n\r]*)/gm;
const TAG_RE = /^[^\S\r\n]*\*?[^\S\r\n]*@([A-Za-z_-]{4,9})(?![\w-])(\(?)/gm;

/** Reads every directive of a file, in source order. */
export function readDirectives(comments: readonly Comment[], file: string): Directive[] {
  return comments.flatMap((comment) =>
    [...comment.value.matchAll(DIRECTIVE_RE)].map((match) => read(comment, match, file)),
  );
}

/** Comments that look like a directive but are spelt differently. */
export function misspeltDirectives(comments: readonly Comment[], file: string): Diagnostic[] {
  return comments.flatMap((comment) =>
    [...comment.value.matchAll(TAG_RE)].flatMap((match) => {
      const [, tag = "", bracket = ""] = match;
      const meant = bracket && isDirective(tag) ? tag : meantBy(tag);
      if (!meant) return [];
      const end = comment.start + 2 + match.index + match[0].length;
      const start = end - tag.length - 1 - bracket.length;
      return [diagnostics.misspeltDirective({ file, start, end }, tag + bracket, meant)];
    }),
  );
}

/** The directive that a tag is nearly spelt like, in any case. */
function meantBy(tag: string): string | undefined {
  if (isDirective(tag)) return undefined;
  const plain = tag.toLowerCase().replace(/[_-]/g, "");
  if (isSlipOf(plain, "notrace")) return "no-trace";
  return isSlipOf(plain, "trace") && !OTHER_WORDS.has(plain) ? "trace" : undefined;
}

function isDirective(tag: string) {
  return tag === "trace" || tag === "no-trace";
}

function lettersOf(word: string) {
  return [...word].sort().join("");
}

/** One letter more, less or different, or the same letters in another order. */
function isSlipOf(word: string, meant: string) {
  return leven(word, meant) <= 1 || (word[0] === meant[0] && lettersOf(word) === lettersOf(meant));
}

// Tags of other tools that are one letter away.
const OTHER_WORDS: ReadonlySet<string> = new Set(["brace", "grace", "race", "track", "tracer", "trade"]);

function read(comment: Comment, match: RegExpExecArray, file: string): Directive {
  const start = comment.start + 2 + match.index + (match[1] as string).length;
  const keyword = match[2] as string;
  const tail = (match[3] as string).split(/(?:^|\s)--(?:\s|$)/)[0] as string;
  const reader = new OptionReader(file, start + 1 + keyword.length);
  if (keyword === "trace") reader.readAll(tail);
  else reader.refuse(tail);
  return {
    trace: keyword === "trace",
    start,
    end: start + 1 + keyword.length + tail.trimEnd().length,
    commentEnd: comment.end,
    options: reader.options,
    args: reader.args,
    problems: reader.problems,
  };
}

// A quote that is never closed takes the rest of the line.
const OPTION_RE = /[^\s="]+="(?:[^"\\]|\\.)*$|([^\s="]+)(?:=("(?:[^"\\]|\\.)*"|[^\s"]*))?|\S+/g;

/** A sentence behind `@trace` is one slip, not one for each word. */
function isProse(text: string): boolean {
  if (/^[:;,.!?)]/.test(text)) return true;
  const words = text.split(/\s+/).filter((word) => word !== "" && !/[="]/.test(word));
  return words.filter((word) => !BARE_WORDS.includes(word)).length > 1 && !text.includes('"');
}

/** Reads the options behind `@trace`; a bad one is reported and left out. */
class OptionReader {
  options: SiteOptions = {};
  readonly args: (Range & { path: string })[] = [];
  readonly problems: Diagnostic[] = [];
  readonly #file: string;
  readonly #base: number;

  constructor(file: string, base: number) {
    this.#file = file;
    this.#base = base;
  }

  /** What follows `@no-trace` can only be a remark, so it is one problem, not one for each word. */
  refuse(text: string): void {
    const found = text.trim();
    if (found === "") return;
    const start = this.#base + text.indexOf(found);
    const place = { file: this.#file, start, end: start + found.length };
    this.problems.push(diagnostics.optionOnNoTrace(place, found));
  }

  readAll(text: string): void {
    if (isProse(text)) {
      const found = text.trim();
      const start = this.#base + text.indexOf(found);
      const place = { file: this.#file, start, end: start + found.length };
      this.problems.push(diagnostics.badOptionSyntax(place, found));
      return;
    }
    for (const match of text.matchAll(OPTION_RE)) {
      const start = this.#base + match.index;
      const place = { file: this.#file, start, end: start + match[0].length };
      if (match[1] === undefined) this.problems.push(diagnostics.badOptionSyntax(place, match[0]));
      else this.#readOption(match[1], match[2], place);
    }
  }

  #readOption(name: string, raw: string | undefined, place: Place): void {
    const value = raw?.startsWith('"') ? unquote(raw) : raw;
    const read = readDirectiveOption(name, value);
    if (!read) this.#unknown(place, name, raw);
    else if (value === "") this.#bad(place, name, undefined, "a value behind `=`");
    else if ("expects" in read) this.#bad(place, name, value, read.expects);
    else {
      this.options = mergeOptions(this.options, read);
      if (read.args) this.#noteArgs(read.args, place);
    }
  }

  #unknown(place: Place, name: string, raw: string | undefined): void {
    const meant = nearest(name, DIRECTIVE_WORDS, Math.min(2, name.length / 2));
    const isWhole = meant !== undefined && !meant.endsWith(".KEY");
    const replacement = isWhole ? `${meant}${raw === undefined ? "" : `=${raw}`}` : undefined;
    this.problems.push(diagnostics.unknownOption(place, name, meant, DIRECTIVE_WORDS, replacement));
  }

  #bad(place: Place, name: string, value: string | undefined, expected: string): void {
    const values = DIRECTIVE_VOCABULARY.find(({ word }) => word === name)?.values ?? [];
    const meant = value === undefined ? undefined : nearest(value, values, Math.min(2, value.length / 2));
    const replacement = meant && `${name}=${meant}`;
    this.problems.push(diagnostics.badOptionValue(place, name, value, expected, replacement));
  }

  /** Where each of them stands, behind `args=`. */
  #noteArgs(paths: readonly string[], place: Place): void {
    let start = place.start + "args=".length;
    for (const path of paths) {
      this.args.push({ path, start, end: start + path.length });
      start += path.length + 1;
    }
  }
}

function unquote(quoted: string) {
  return quoted.slice(1, -1).replace(/\\(.)/g, "$1");
}
