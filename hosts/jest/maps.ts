// Traced text and what another transformer made of it in; that code out, with a map that leads to the source.
import { Buffer } from "node:buffer";
import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";
import { TraceMap, traceSegment } from "@jridgewell/trace-mapping";
import type { SourceMap } from "magic-string";
import type { TransformedSource } from "./context.js";

/** A map, version 3, as an object. */
interface PlainMap {
  readonly version: 3;
  readonly sources: readonly (string | null)[];
  readonly sourcesContent?: readonly (string | null)[] | undefined;
  readonly names: readonly string[];
  readonly mappings: string;
}

/** A file with its traced text. */
export interface TracedText {
  /** For the other transformer: with the map in a comment, if that is of use to it. */
  readonly handed: string;
  readonly map: PlainMap;
  readonly source: string;
  /** Absolute. */
  readonly path: string;
}

/** What a traced text is made of. */
export interface Written {
  readonly code: string;
  readonly map: SourceMap;
  readonly source: string;
  readonly path: string;
  /** Whether the other transformer reads the map in front of it: who counts coverage has to. */
  readonly takesMap: boolean;
}

/** Completes the map, which names the file by its path. */
export function withMap({ code, map, source, path, takesMap }: Written): TracedText {
  const { names, mappings } = map;
  const whole: PlainMap = { version: 3, sources: [path], sourcesContent: [source], names, mappings };
  return { handed: takesMap ? code + commentOf(whole) : code, map: whole, source, path };
}

function commentOf(map: object): string {
  const encoded = Buffer.from(JSON.stringify(map)).toString("base64");
  return `\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
}

/** At the end of a code, as every compiler writes it. */
const COMMENT = /\n?\/\/# sourceMappingURL=data:application\/json;(?:charset=[^;,]+;)?base64,([\w+/=]+)\s*$/;

/**
 * Lets the map of the result lead through ours. Babel has done so already.
 * @param added lines that were put in front of the traced text
 */
export function composed(written: TransformedSource, traced: TracedText, added = 0): TransformedSource {
  const comment = COMMENT.exec(written.code);
  const map = mapOf(written.map) ?? mapOf(comment && Buffer.from(comment[1] as string, "base64").toString());
  // Without any there is none that could be wrong.
  if (!map) return written;
  if (map.sourcesContent?.includes(traced.source)) return written;
  const code = comment ? written.code.slice(0, comment.index) : written.code;
  return { ...written, code, map: through(map, traced, added) };
}

function mapOf(map: TransformedSource["map"] | undefined): PlainMap | undefined {
  if (!map) return undefined;
  return typeof map === "string" ? JSON.parse(map) : (map as PlainMap);
}

/** By hand: code that has no source has to keep its mappings to nowhere, which coverage reads, and a usual composition joins. */
function through(map: PlainMap, { handed, map: own, source, path }: TracedText, added: number): PlainMap {
  const trace = new TraceMap(own as never);
  const texts = handed.split("\n");
  const lead = (segment: SourceMapSegment): SourceMapSegment => {
    const [column, , row = 0, at = 0] = segment;
    const found = segment.length === 1 || row < added ? null : traceSegment(trace, row - added, at);
    if (!found || found.length === 1) return [column];
    const [, , line, place] = found;
    return segment.length === 5 ? [column, 0, line, place, segment[4]] : [column, 0, line, place];
  };
  // A brace of ours that stands for one of the source ends behind itself, which swc does not say.
  const ends = ([, , row = 0, at = 0]: SourceMapSegment): boolean =>
    texts[row - added]?.[at] === "}" && traceSegment(trace, row - added, at + 1)?.length === 1;
  const mappings = encode(
    decode(map.mappings).map((line) =>
      line.flatMap((segment, index) => {
        const next = line[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
        const isEnd = segment.length > 1 && next > segment[0] + 1 && ends(segment);
        return isEnd ? [lead(segment), [segment[0] + 1] as SourceMapSegment] : [lead(segment)];
      }),
    ),
  );
  return { version: 3, sources: [path], sourcesContent: [source], names: map.names, mappings };
}
