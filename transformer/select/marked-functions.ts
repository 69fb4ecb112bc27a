// Directives and the offsets they may point to in; for each function, which directives speak of it.
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import * as diagnostics from "../diagnostics/directives.js";
import type { SiteOptions } from "../model/site-options.js";
import { type ParsedFile, tokenAfter } from "../source/parse.js";
import type { Directive } from "./directive.js";
import { type Anchor, type FoundFunction, parameterNames } from "./functions.js";

/** What directives say of one function. */
export interface Mark {
  /** The nearest directive that speaks of it: its own, else that of its class, object or file. */
  readonly by: Directive | undefined;
  /** Options in rising order of precedence. */
  readonly layers: readonly SiteOptions[];
}

/** Result of {@link marksOf}. */
export interface Marks {
  of(found: FoundFunction): Mark;
  readonly diagnostics: readonly Diagnostic[];
}

interface Hit {
  readonly directive: Directive;
  readonly group: boolean;
}

/** Finds the functions that each directive marks; one that marks nothing is a diagnostic. */
export function marksOf(
  directives: readonly Directive[],
  anchors: ReadonlyMap<number, readonly Anchor[]>,
  file: ParsedFile,
  fileName: string,
): Marks {
  const found: Diagnostic[] = [];
  const hits = new Map<FoundFunction, Hit[]>();
  const whole = directives.find((directive) => isWholeFile(directive, file));
  for (const directive of directives) {
    if (directive === whole) continue;
    const reached = reachedBy(directive, anchors.get(tokenAfter(file, directive.commentEnd)) ?? []);
    found.push(...checkDirective(directive, reached, fileName));
    for (const anchor of reached) {
      hits.set(anchor.found, [...(hits.get(anchor.found) ?? []), { directive, group: anchor.group }]);
    }
  }
  for (const list of hits.values()) found.push(...contradictions(list, fileName));
  const idle = directives.filter((directive) => directive.trace).length;
  if (whole && idle > 0) found.push(diagnostics.wholeFileOut({ ...whole, file: fileName }, idle));
  return { diagnostics: found, of: (fn) => markOf(hits.get(fn) ?? [], whole) };
}

/** `@no-trace` as the first comment of a file, before any code, takes the whole file out. */
function isWholeFile(directive: Directive, file: ParsedFile): boolean {
  const first = file.comments[0];
  if (directive.trace || !first || directive.commentEnd !== first.end) return false;
  return tokenAfter(file, file.program.hashbang?.end ?? 0) >= first.end;
}

// A class marked as a whole traces its methods; constructor and accessors only when marked themselves.
function reachedBy(directive: Directive, anchors: readonly Anchor[]): readonly Anchor[] {
  if (!directive.trace) return anchors;
  const special = (anchor: Anchor) =>
    anchor.found.kind === "constructors" || anchor.found.kind === "accessors";
  return anchors.filter((anchor) => !(anchor.group && special(anchor)));
}

function checkDirective(directive: Directive, reached: readonly Anchor[], file: string): Diagnostic[] {
  const place = { file, start: directive.start, end: directive.end };
  if (reached.length === 0)
    return [diagnostics.orphanDirective(place, directive.trace ? "trace" : "no-trace")];
  const parameters = [...new Set(reached.flatMap((anchor) => parameterNames(anchor.found)))];
  const unknown = directive.args.filter(({ path }) => !parameters.includes(path.split(".", 1)[0] as string));
  const problems = unknown.map(({ path, start, end }) =>
    diagnostics.unknownArgument({ file, start, end }, path, parameters),
  );
  if (directive.options.name !== undefined && reached.length > 1) {
    problems.push(diagnostics.nameForMany(place, reached.length));
  }
  return problems;
}

function contradictions(hits: readonly Hit[], file: string): Diagnostic[] {
  const own = hits.filter((hit) => !hit.group).map((hit) => hit.directive);
  const odd = own.find((directive) => directive.trace !== own[0]?.trace);
  return odd ? [diagnostics.contradiction({ file, start: odd.start, end: odd.end })] : [];
}

function markOf(hits: readonly Hit[], whole: Directive | undefined): Mark {
  // Group directives first, so that a function's own directive has the last word.
  const ordered = [...hits.filter((hit) => hit.group), ...hits.filter((hit) => !hit.group)];
  const by = ordered[ordered.length - 1]?.directive;
  const layers = ordered.filter(({ directive }) => directive.trace).map(({ directive }) => directive.options);
  return whole ? { by: whole, layers: [] } : { by, layers };
}
