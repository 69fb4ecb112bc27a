// What a request asks for where its route does not say it: a name from within its handling in, a part of its span's name out.
import { currentNode, spanOf } from "../context/nodes.js";
import { attempt } from "../ground/faults.js";
import type { LocalSpan } from "../model/local-span.js";
import { type Attributes, SpanKind } from "../model/span.js";

const operations = new WeakMap<LocalSpan, Set<string>>();

/** A batch of any length has a name of some length. */
const MOST_NAMES = 3;

/**
 * Names what the current request asks for, where all requests go to one route: an operation of GraphQL, a procedure of
 * tRPC, a method of JSON-RPC. The name is put behind that of the server span (`POST /graphql query Orders`), wherever below
 * it this is called; names of a batch are put in a row. Outside of a server span it does nothing. Never throws.
 * @param operation of low cardinality: names that your schema or code has, and not what a client made up
 * @param attributes of the server span
 * @see https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/
 * @example
 * nameRequest("query Orders", { "graphql.operation.type": "query", "graphql.operation.name": "Orders" });
 */
export function nameRequest(operation: string, attributes?: Attributes): void {
  attempt("a request could not be named", () => {
    const span = serverSpan();
    if (span === undefined || !span.isRecording()) return;
    const names = operations.get(span) ?? new Set<string>();
    operations.set(span, names.add(String(operation)));
    if (attributes !== undefined) span.setAttributes(attributes);
  });
}

function serverSpan(): LocalSpan | undefined {
  for (let span = spanOf(currentNode()); span !== undefined; span = spanOf(span.parent))
    if (span.kind === SpanKind.SERVER) return span;
  return undefined;
}

/** A span's name with what its request asked for. */
export function withOperations(span: LocalSpan, name: string): string {
  const names = [...(operations.get(span) ?? [])];
  if (names.length === 0) return name;
  const rest = names.length > MOST_NAMES ? ", …" : "";
  return `${name} ${names.slice(0, MOST_NAMES).join(", ")}${rest}`;
}
