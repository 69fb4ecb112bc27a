// A written source map and two maps to put together in; out, the written one with the mappings of both, all else as it was.
import remapping from "@jridgewell/remapping";

/** The members of a source map, version 3, that are read here; all others are kept. */
export interface WrittenMap {
  readonly sources: readonly (string | null)[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly ignoreList?: readonly number[];
  readonly names?: readonly string[];
  readonly mappings: string;
}

/** A map whose sources are numbers, as text: so nothing resolves their paths while maps are put together. */
export function numbered({ sources, names = [], mappings }: WrittenMap): string {
  return JSON.stringify({ version: 3, sources: sources.map((_, index) => String(index)), names, mappings });
}

/** What `remapping` takes. */
type Maps = Parameters<typeof remapping>;

/**
 * Puts maps together whose last one has numbered sources, and writes the mappings into the map that is there.
 * @param written the numbers are those of its sources
 */
export function withMappingsOf(written: WrittenMap, maps: Maps[0], lead: Maps[1] = () => null): string {
  const joined = remapping(maps as string, lead);
  const order = joined.sources.map(Number);
  return JSON.stringify({
    ...written,
    sources: order.map((index) => written.sources[index] ?? null),
    ...(written.sourcesContent && {
      sourcesContent: order.map((index) => written.sourcesContent?.[index] ?? null),
    }),
    ...(written.ignoreList && {
      ignoreList: written.ignoreList.map((index) => order.indexOf(index)).filter((index) => index >= 0),
    }),
    names: joined.names,
    mappings: joined.mappings,
  });
}
