// The centre: which functions of one file are traced, and everything an emitter needs to write them.
import { makeSite } from "./body/make-site.js";
import { relativePath } from "./config/globs.js";
import { type FileRules, rulesForFile } from "./config/rules.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { cannotTrace, nestedTooDeeply } from "./diagnostics/functions.js";
import { freePrefix } from "./emit/generated-code.js";
import { isInstrumented } from "./emit/instrumented.js";
import type { Config } from "./model/config-file.js";
import type { FunctionInfo, Reason } from "./model/function-info.js";
import type { Plan } from "./model/plan.js";
import type { Site } from "./model/site.js";
import { mergeOptions } from "./model/site-options.js";
import { type Directive, mayHoldDirective, misspeltDirectives, readDirectives } from "./select/directive.js";
import { type FoundFunction, findFunctions } from "./select/functions.js";
import { madeSpansIn } from "./select/made-spans.js";
import { type Marks, marksOf } from "./select/marked-functions.js";
import { mayTrace } from "./select/may-rewrite.js";
import { headOf } from "./source/file-head.js";
import { callWithLargeStack, isFullStack } from "./source/large-stack.js";
import { DEEPEST_HERE, nestingOf } from "./source/nesting.js";
import { type ParsedFile, parseFile } from "./source/parse.js";
import { positionsOf } from "./source/source-position.js";

const NOTHING: Plan = {
  functions: [],
  sites: [],
  diagnostics: [],
  unparsable: false,
  moduleSyntax: false,
  head: { start: 0, end: 0, needsSemicolon: false },
  prefix: "__uno",
};

/**
 * Plans one file. The result follows from the arguments alone, so every host traces the same functions.
 * @param text source text, without a byte order mark
 * @param fileName absolute path
 * @param config the project's configuration
 * @returns nothing to do for a file that does not parse (the host reports it) or is instrumented already
 */
export function planFile(text: string, fileName: string, config: Config): Plan {
  const nesting = nestingOf(text);
  if (nesting > DEEPEST) return tooDeep(text, fileName, config);
  try {
    if (nesting <= DEEPEST_HERE) return planHere(text, fileName, config);
  } catch (error) {
    if (!isFullStack(error)) throw error;
  }
  return planDeep(text, fileName, config);
}

/** Where also the large stack may be full. */
const DEEPEST = 30_000;

function planDeep(text: string, fileName: string, config: Config): Plan {
  try {
    return callWithLargeStack(import.meta.url, planHere.name, [text, fileName, config]) as Plan;
  } catch {
    return tooDeep(text, fileName, config);
  }
}

function tooDeep(text: string, fileName: string, config: Config): Plan {
  return {
    ...NOTHING,
    diagnostics: mayTrace(text, fileName, config) ? [nestedTooDeeply(fileName)] : [],
  };
}

/** {@link planFile} on the stack of its caller. */
export function planHere(text: string, fileName: string, config: Config): Plan {
  const file = parseFile(text, fileName);
  if (!file) return { ...NOTHING, unparsable: true };
  if (isInstrumented(file)) return NOTHING;
  return new FilePlanner(file, fileName, config).plan();
}

class FilePlanner {
  readonly #file: ParsedFile;
  readonly #fileName: string;
  readonly #path: string;
  readonly #rules: FileRules;
  readonly #found: readonly FoundFunction[];
  readonly #marks: Marks;
  readonly #makesSpans: (found: FoundFunction) => boolean;
  readonly #positionAt: ReturnType<typeof positionsOf>;
  readonly #diagnostics: Diagnostic[] = [];

  constructor(file: ParsedFile, fileName: string, config: Config) {
    this.#file = file;
    this.#fileName = fileName;
    this.#path = relativePath(config.root, fileName);
    this.#rules = rulesForFile(config, fileName);
    const { functions, anchors } = findFunctions(file);
    this.#found = functions;
    this.#positionAt = positionsOf(file.text);
    const directives = mayHoldDirective(file.text) ? readDirectives(file.comments, fileName) : [];
    this.#diagnostics.push(...directives.flatMap((directive) => directive.problems));
    this.#diagnostics.push(...misspeltDirectives(file.comments, fileName));
    this.#marks = marksOf(directives, anchors, file, fileName);
    this.#diagnostics.push(...this.#marks.diagnostics);
    const makesSpans = madeSpansIn(file);
    this.#makesSpans = ({ node }) => (node.async || node.generator) && makesSpans(node);
  }

  plan(): Plan {
    const functions: FunctionInfo[] = [];
    const sites: Site[] = [];
    for (const found of this.#found) {
      const makesSpans = this.#makesSpans(found);
      const info = this.#decide(found, makesSpans);
      const isSite = info.traced || info.scope;
      const site = isSite ? makeSite(found, info, this.#file, this.#path, makesSpans) : undefined;
      functions.push(site && "why" in site ? this.#skip(info, site.why) : info);
      if (site && !("why" in site)) sites.push(site);
    }
    return {
      functions,
      sites,
      diagnostics: this.#diagnostics,
      unparsable: false,
      moduleSyntax: this.#file.moduleSyntax,
      head: headOf(this.#file),
      prefix: freePrefix(this.#file.text),
    };
  }

  #decide(found: FoundFunction, makesSpans: boolean): FunctionInfo {
    const { node, kind } = found;
    const { line, column } = this.#positionAt(definitionStart(found));
    const name = found.name ?? `${this.#path}:${line}`;
    const decision = this.#rules.decide(name, kind, node.generator);
    const mark = this.#marks.of(found);
    const options = mergeOptions(decision.options, ...mark.layers);
    const reason = mark.by ? this.#reasonOf(mark.by) : decision.reason;
    const scope = makesSpans && isUndecided(reason);
    return {
      start: node.start,
      end: node.end,
      name: options.name ?? name,
      ownName: name,
      kind,
      generator: node.generator,
      async: node.async,
      line,
      column,
      traced: mark.by ? mark.by.trace : decision.traced,
      scope,
      reason,
      // Those of rules that match speak of a span, which a scope has not.
      options: scope ? {} : options,
    };
  }

  #reasonOf(directive: Directive): Reason {
    const { line } = this.#positionAt(directive.start);
    return { kind: directive.trace ? "directive" : "no-trace", line };
  }

  /** A function that was asked for by name and cannot be had is worth a warning; one met by a glob, or a scope, is not. */
  #skip(info: FunctionInfo, why: string): FunctionInfo {
    if (info.scope) return { ...info, scope: false };
    if (info.reason.kind === "directive") {
      const place = { file: this.#fileName, start: info.start, end: info.start + 1 };
      this.#diagnostics.push(cannotTrace(place, info.name, why));
    }
    return { ...info, traced: false, reason: { kind: "skipped", why } };
  }
}

/** Nobody has said anything of a function: neither that it is traced, nor that it is left alone. */
function isUndecided({ kind }: Reason) {
  return kind === "not-selected" || kind === "kind-not-selected";
}

/** A member begins at its name, every other function where it stands. */
function definitionStart(found: FoundFunction): number {
  return found.memberStart ?? found.node.start;
}
