// A site and the nodes of its file in; the nodes that its generated code changes out, if all of them are there.
import type * as TypeScript from "typescript";
import type { ReturnedValue, Site } from "../../model/site.js";
import type { NodePlaces } from "./node-places.js";

/** The nodes that stand at a site's offsets. */
export interface SiteNodes {
  readonly body: TypeScript.ConciseBody;
  readonly returns: readonly (readonly [TypeScript.ReturnStatement, ReturnedValue])[];
  readonly pauses: readonly TypeScript.Node[];
  readonly keeps: readonly TypeScript.Node[];
  readonly landings: readonly TypeScript.Block[];
  readonly arguments: readonly TypeScript.Identifier[];
  readonly supers: readonly TypeScript.Node[];
  readonly hoists: readonly TypeScript.FunctionDeclaration[];
  /** All of them. */
  readonly all: readonly TypeScript.Node[];
}

/** Finds all nodes of a site; `undefined` if one is missing, since half a site would not run. */
export function nodesOf(site: Site, places: NodePlaces): SiteNodes | undefined {
  const body = places.bodies.get(site.body.start);
  const values = site.expression ? [] : site.returns;
  const returns = all(values, places.returns);
  const pauses = all(site.suspensions.pauses, places.pauses);
  const keeps = all(site.keeps, places.pauses);
  const landings = all(site.suspensions.landings, places.blocks);
  const uses = all(site.argumentsUses, places.arguments);
  const supers = all(site.superUses, places.supers);
  const hoists = all(site.hoists, places.declarations);
  if (!body || !returns || !pauses || !keeps || !landings || !uses || !supers || !hoists) return undefined;
  const valued = returns.map((node, index) => [node, values[index] as ReturnedValue] as const);
  const every = [body, ...returns, ...pauses, ...keeps, ...landings, ...uses, ...supers, ...hoists];
  return { body, returns: valued, pauses, keeps, landings, arguments: uses, supers, hoists, all: every };
}

function all<T>(
  ranges: readonly { readonly start: number }[],
  found: ReadonlyMap<number, T>,
): readonly T[] | undefined {
  const nodes = ranges.flatMap(({ start }) => found.get(start) ?? []);
  return nodes.length === ranges.length ? nodes : undefined;
}
