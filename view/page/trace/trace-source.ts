// The id of a trace in; what the screen asks about it, of the viewer, out.
import type { Plain } from "../../format/json.js";
import type { TraceColumns } from "../../model/columns.js";
import type { AttributeValue, Span } from "../../model/span.js";
import { ask, Refused } from "../ground/ask.js";
import { pathWith } from "../ground/path.js";

/** One span, as the API has it (docs/view.md). */
export type SpanDetails = Omit<Plain<Span & { readonly duration: bigint }>, "end" | "endNs">;

/** Lines of a source file around the place of a span. */
export interface SourceLines {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** A link that opens it in the reader's editor. */
  readonly editor: string;
}

/** Where a trace comes from. All may be refused with `Refused`. */
export interface TraceSource {
  readonly traceId: string;
  readonly columns: () => Promise<TraceColumns>;
  readonly details: (spanId: string) => Promise<readonly SpanDetails[]>;
  /** Ids of spans that match a query line. */
  readonly matching: (query: string) => Promise<ReadonlySet<string>>;
  readonly attributeKeys: () => Promise<readonly string[]>;
  /** One attribute by the id of the span. */
  readonly attribute: (key: string) => Promise<ReadonlyMap<string, AttributeValue>>;
  /** `undefined` where no sources can be read. */
  readonly sourceLines: ((spanId: string) => Promise<SourceLines>) | undefined;
  /** Formats in which the trace can be saved, and where. */
  readonly exports: readonly { readonly text: string; readonly href: string }[];
  /** Whether what is seen stands in the address, and other traces can be led to. */
  readonly hasAddress: boolean;
}

/** Formats of `/api/export`. */
const FORMATS = [
  ["html", "HTML page"],
  ["otlp", "OTLP JSON"],
  ["chrome", "Perfetto and Chrome"],
  ["speedscope", "speedscope"],
] as const;

/** A trace of the viewer that serves this page. */
export function apiSource(traceId: string): TraceSource {
  return {
    traceId,
    columns: () => ask("columns", { id: traceId }),
    details: async (span) => (await ask<{ spans: SpanDetails[] }>("span", { id: traceId, span })).spans,
    matching: async (query) =>
      new Set((await ask<{ spanIds: string[] }>("matching", { id: traceId, query })).spanIds),
    attributeKeys: async () => (await ask<{ keys: string[] }>("attributes", { id: traceId })).keys,
    attribute: async (key) => {
      const { values } = await ask<{ values: { spanId: string; value: AttributeValue }[] }>("attribute", {
        id: traceId,
        key,
      });
      return new Map(values.map(({ spanId, value }) => [spanId, value]));
    },
    sourceLines: (span) => ask("source", { id: traceId, span }),
    exports: FORMATS.map(([format, text]) => ({
      text,
      href: pathWith("/api/export", { id: traceId, format }),
    })),
    hasAddress: true,
  };
}

/** What a question could not be answered with, in words. */
export function refusedOf(cause: unknown): Refused {
  return cause instanceof Refused ? cause : new Refused((cause as Error).message, 0);
}
