// The text of a changed file and the sites of its source in; the same sites as they are in that text out, plain data.
import { makeSite } from "../../body/make-site.js";
import { mayStandTwice } from "../../body/plain-body.js";
import type { Plan } from "../../model/plan.js";
import type { Site } from "../../model/site.js";
import { findFunctions } from "../../select/functions.js";
import { callWithLargeStack } from "../../source/large-stack.js";
import { DEEPEST_HERE, nestingOf } from "../../source/nesting.js";
import { type Node, parseFile } from "../../source/parse.js";
import { isInstrumented } from "../instrumented.js";
import { originsByName } from "./site-origins.js";

/** What the source says: which functions are traced, under which names. */
export type Source = Pick<Plan, "functions" | "sites">;

/** Which site of the source the function has whose body begins at an offset of the changed text. */
export type Origins = ReadonlyMap<number, number>;

/** One function as it is in the changed text. */
export interface SiteAgain {
  /** Index of the source's site. */
  readonly origin: number;
  /** The site, or why it can no longer be traced. */
  readonly site: Site | { readonly why: string };
}

/**
 * Plans a changed file. `undefined` for text that is no program, or that is instrumented already: by `"instrumented"`.
 * @param origins for a file of whose nodes none has an original, `undefined`: functions are known by their names
 */
export function planAgain(
  text: string,
  fileName: string,
  source: Source,
  origins: Origins | undefined,
): readonly SiteAgain[] | "instrumented" | undefined {
  const args = [text, fileName, source, origins] as const;
  if (nestingOf(text) <= DEEPEST_HERE) return planAgainHere(...args);
  return callWithLargeStack(import.meta.url, planAgainHere.name, args) as ReturnType<typeof planAgainHere>;
}

/** {@link planAgain} on the stack of its caller. */
export function planAgainHere(
  text: string,
  fileName: string,
  source: Source,
  origins: Origins | undefined,
): readonly SiteAgain[] | "instrumented" | undefined {
  const file = parseFile(text, fileName);
  if (!file) return undefined;
  if (isInstrumented(file)) return "instrumented";
  const { functions } = findFunctions(file);
  const named = origins ? undefined : originsByName(functions, source);
  return functions.flatMap((found) => {
    const body = found.node.body as Node;
    const origin = named ? named(found) : origins?.get(body.start);
    const known = origin === undefined ? undefined : source.sites[origin];
    if (origin === undefined || !known) return [];
    const site = makeSite(found, known, file, known.data.file, known.makesSpans);
    if ("why" in site) return { origin, site };
    // Whether it is short is told by the source.
    return { origin, site: { ...site, plainBody: mayStandTwice(body) ? known.plainBody : undefined } };
  });
}
