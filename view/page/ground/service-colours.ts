// The names of services in; for each a colour that stays apart from the others, for colour-blind readers as well, out.

/** Colours of `tokens.css`: `--service-1` and so on. */
export const SERVICE_COLOURS = 8;

/**
 * The number of the colour, from 1, of each service. One service has the same colour wherever it is shown, as long as two
 * of those on the screen do not meet in it; the name always stands beside it.
 */
export function serviceColours(services: Iterable<string>): ReadonlyMap<string, number> {
  const colours = new Map<string, number>();
  const taken = new Set<number>();
  for (const service of [...new Set(services)].sort()) {
    const colour = freeFrom(hashOf(service) % SERVICE_COLOURS, taken);
    taken.add(colour);
    if (taken.size === SERVICE_COLOURS) taken.clear();
    colours.set(service, colour + 1);
  }
  return colours;
}

function freeFrom(first: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < SERVICE_COLOURS; step++) {
    const colour = (first + step) % SERVICE_COLOURS;
    if (!taken.has(colour)) return colour;
  }
  return first;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
