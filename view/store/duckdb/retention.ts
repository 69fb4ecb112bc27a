// How old and how large a store may become in; the SQL that deletes the oldest traces out.

/** What is kept. */
export interface Retention {
  /** Milliseconds since a trace's last span was received. */
  readonly maxAge: number;
  /** Bytes of all spans, before the database compresses them. */
  readonly maxSize: number;
}

/** A week and a gigabyte. */
export const DEFAULT_RETENTION: Retention = { maxAge: 7 * 86_400_000, maxSize: 1e9 };

/** What belongs to no span any more. */
const ORPHANS = [
  "DELETE FROM events e WHERE NOT EXISTS (FROM spans s WHERE s.trace_id = e.trace_id)",
  "DELETE FROM links l WHERE NOT EXISTS (FROM spans s WHERE s.trace_id = l.trace_id)",
  "DELETE FROM resources r WHERE NOT EXISTS (FROM spans s WHERE s.resource_id = r.resource_id)",
];

/** What is there, for `isNeeded`. */
export const OLDEST_AND_SIZE =
  "SELECT coalesce(min(received_ms), 0) AS oldest, coalesce(sum(bytes), 0) AS size FROM spans";

/** Whether anything is too old, or all of it too large. */
export function isNeeded({ maxAge, maxSize }: Retention, now: number, oldest: number, size: number): boolean {
  return size > maxSize || (size > 0 && oldest < now - maxAge);
}

/**
 * Whole traces are deleted, the one first whose last span came first; a tenth more than has to be, so that it is not done
 * all the time.
 * @param now milliseconds since 1970
 */
export function deletions({ maxAge, maxSize }: Retention, now: number, size: number): readonly string[] {
  const room = size > maxSize ? maxSize * 0.9 : maxSize;
  const kept = `
    WITH aged AS (SELECT trace_id, max(received_ms) AS seen, sum(bytes) AS bytes FROM spans GROUP BY trace_id)
    SELECT trace_id FROM (
      SELECT trace_id, seen, sum(bytes) OVER (ORDER BY seen DESC, trace_id ROWS UNBOUNDED PRECEDING) AS used FROM aged)
    WHERE seen >= ${Math.floor(now - maxAge)} AND used <= ${Math.floor(room)}`;
  return [`DELETE FROM spans WHERE trace_id NOT IN (${kept})`, ...ORPHANS];
}
