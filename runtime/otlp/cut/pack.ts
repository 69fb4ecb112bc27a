// A request that is too large in, requests that are not out: in order, and nothing lost without a count.

/** A span of a request, and what it shares with its neighbours. Sizes are in bytes. */
export interface Unit {
  readonly resource: object;
  readonly resourceSize: number;
  readonly scope: object;
  readonly scopeSize: number;
  readonly span: object;
  readonly size: number;
}

/** A span of which something was taken away. */
export interface Trimmed {
  readonly span: object;
  readonly size: number;
  /** The span's name and what was taken away, for a message. */
  readonly note: string;
}

/** How requests are read and written. */
export interface Encoding {
  read(bytes: Uint8Array): readonly Unit[];
  write(units: readonly Unit[]): Uint8Array;
  /** Takes the largest attributes away, then events and links, until `size` is kept; `undefined` when that is not enough. */
  trim(span: object, size: number): Trimmed | undefined;
}

/** A request of its own, with so many spans. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly count: number;
}

/** What became of a request. */
export interface Cut {
  readonly pieces: readonly Piece[];
  /** Spans that are too large whatever is taken from them. */
  readonly tooLarge: number;
  /** What was taken from which spans. */
  readonly notes: readonly string[];
}

/** Bytes that a resource, a scope and a span need beside their own, at most: tags and lengths, or names and brackets. */
const FRAME = 64;

/**
 * Cuts a request into such of at most `maxBytes`.
 * @throws Error for what is no request
 */
export function cutRequest(encoding: Encoding, bytes: Uint8Array, maxBytes: number): Cut {
  const pieces: Piece[] = [];
  const notes: string[] = [];
  let tooLarge = 0;
  let open: Unit[] = [];
  let size = 0;
  const close = (): void => {
    if (open.length > 0) pieces.push({ bytes: encoding.write(open), count: open.length });
    open = [];
    size = 0;
  };
  for (const unit of encoding.read(bytes)) {
    const fitted = fit(encoding, unit, maxBytes);
    if (fitted === undefined) {
      tooLarge++;
      continue;
    }
    if (fitted.note !== undefined) notes.push(fitted.note);
    if (size + costOf(fitted.unit, open.at(-1)) > maxBytes) close();
    size += costOf(fitted.unit, open.at(-1));
    open.push(fitted.unit);
  }
  close();
  return { pieces, tooLarge, notes };
}

/** What a unit adds to a request whose last one is `before`. */
function costOf(unit: Unit, before: Unit | undefined): number {
  const resource = unit.resource === before?.resource ? 0 : unit.resourceSize + FRAME;
  const scope = unit.scope === before?.scope ? 0 : unit.scopeSize + FRAME;
  return resource + scope + unit.size + FRAME;
}

function fit(encoding: Encoding, unit: Unit, maxBytes: number): { unit: Unit; note?: string } | undefined {
  const excess = costOf(unit, undefined) - maxBytes;
  if (excess <= 0) return { unit };
  const trimmed = encoding.trim(unit.span, unit.size - excess);
  if (trimmed === undefined) return undefined;
  return { unit: { ...unit, span: trimmed.span, size: trimmed.size }, note: trimmed.note };
}

/** What a span may lose: its attributes first, the largest of all first. */
export interface Part {
  readonly kind: "attribute" | "event" | "link";
  /** Its name, for a message. */
  readonly name: string;
  readonly size: number;
}

/** The parts to take away so that `excess` bytes are gone; `undefined` when all of them are not enough. */
export function chooseParts<T extends Part>(parts: readonly T[], excess: number): ReadonlySet<T> | undefined {
  const chosen = new Set<T>();
  let left = excess;
  for (const kind of ["attribute", "event", "link"] as const) {
    const largest = parts.filter((part) => part.kind === kind).sort((a, b) => b.size - a.size);
    for (const part of largest) {
      if (left <= 0) return chosen;
      chosen.add(part);
      left -= part.size;
    }
  }
  return left <= 0 ? chosen : undefined;
}

/** Names a span and what it lost. */
export function noteOn(name: string, parts: Iterable<Part>): string {
  const lost = [...parts].map((part) => `${part.kind} ${part.name}`.trimEnd());
  const shown = lost.length > 5 ? [...lost.slice(0, 5), `${lost.length - 5} more`] : lost;
  return `"${name}" without ${shown.join(", ")}`;
}
