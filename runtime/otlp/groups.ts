// Finished spans in, the same spans by resource and by instrumentation scope out, as OTLP nests them.
import type { InstrumentationScope, ReadableSpan, Resource } from "../model/span.js";

/** Spans by the library that made them. */
export type ScopeGroups = Map<InstrumentationScope, ReadableSpan[]>;

/** Groups spans by identity, in the order in which resources and scopes first occur. */
export function groupSpans(spans: readonly ReadableSpan[]): Map<Resource, ScopeGroups> {
  const groups = new Map<Resource, ScopeGroups>();
  let lastResource: Resource | undefined;
  let lastScope: InstrumentationScope | undefined;
  let list: ReadableSpan[] = [];
  for (let index = 0; index < spans.length; index++) {
    const span = spans[index] as ReadableSpan;
    const { resource, instrumentationScope: scope } = span;
    // Nearly always those of the span before. A foreign span may have none.
    if (index === 0 || resource !== lastResource || scope !== lastScope) {
      list = listOf(groups, resource, scope);
      lastResource = resource;
      lastScope = scope;
    }
    list.push(span);
  }
  return groups;
}

function listOf(
  groups: Map<Resource, ScopeGroups>,
  resource: Resource,
  scope: InstrumentationScope,
): ReadableSpan[] {
  const scopes: ScopeGroups = groups.get(resource) ?? new Map();
  groups.set(resource, scopes);
  const list = scopes.get(scope) ?? [];
  scopes.set(scope, list);
  return list;
}
