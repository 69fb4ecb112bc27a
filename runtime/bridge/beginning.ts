// What a span is to begin with, as its site and the program have it, in; the options for another SDK's tracer out.

import { spanOf } from "../context/nodes.js";
import { attempt } from "../ground/faults.js";
import { append, isArray } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Site } from "../model/site.js";
import type { Attributes, Link } from "../model/span.js";
import type { SpanOptions } from "../model/span-options.js";
import { cleaned } from "../recording/details.js";
import type { ForeignSpanOptions } from "./foreign-api.js";

/** What a program says of a span that it makes by hand: what is no attribute value is text, what is no link is left out. */
export interface Beginning {
  readonly attributes: Attributes;
  readonly links: Link[];
}

/** Reads what the program says, once; `undefined` when it says nothing, or what it says cannot be read. */
export function beginningOf(options: SpanOptions | undefined): Beginning | undefined {
  if (!options) return undefined;
  return attempt("a span could not be changed", () => {
    const { attributes, links } = options;
    if (attributes === undefined && links === undefined) return undefined;
    return { attributes: cleaned(attributes), links: validLinks(links) };
  });
}

function validLinks(given: readonly Link[] | undefined): Link[] {
  const links: Link[] = [];
  for (let index = 0; isArray(given) && index < given.length; index++) {
    const link = given[index] as Partial<Link> | undefined;
    if (typeof link?.context === "object" && link.context !== null) append(links, link as Link);
  }
  return links;
}

/** The options by which the SDK's tracer makes the span: its sampler sees all that is known at the begin. */
export function foreignOptions(
  site: Site,
  current: LocalSpan | undefined,
  beginning: Beginning | undefined,
): ForeignSpanOptions {
  // A copy of the attributes: SDKs add to them.
  const attributes = { ...site.attributes, ...beginning?.attributes };
  const options: ForeignSpanOptions = { kind: site.kind, attributes };
  const above = site.root ? spanOf(current) : undefined;
  const links: Link[] = above === undefined ? [] : [{ context: above.spanContext() }];
  const given = beginning?.links ?? [];
  for (let index = 0; index < given.length; index++) append(links, given[index] as Link);
  if (site.root) options.root = true;
  if (links.length > 0) options.links = links;
  return options;
}
