// What a store answers in, plain JSON for scripts out: no 64-bit numbers, and each name says its unit.

/** Points in time; all other 64-bit numbers are lengths. */
const TIMES: ReadonlySet<string> = new Set<Time>(["start", "end", "time"]);
/** What a program has set: it is handed on as it is. */
const FOREIGN: ReadonlySet<string> = new Set<Foreign>(["attributes", "resource", "value"]);

type Time = "start" | "end" | "time";
type Foreign = "attributes" | "resource" | "value";

/** What `plain` makes of a type. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? readonly Plain<Item>[]
  : T extends object
    ? PlainMembers<T>
    : T;

type PlainMembers<T> = {
  readonly [K in keyof T as T[K] extends bigint ? K & Time : K]: T[K] extends bigint
    ? string
    : K extends Foreign
      ? T[K]
      : Plain<T[K]>;
} & { readonly [K in keyof T as T[K] extends bigint ? `${K & Time}Ns` : never]: string } & {
  readonly [K in keyof T as T[K] extends bigint ? `${Exclude<K & string, Time>}Ms` : never]: number;
};

/**
 * `start` becomes `start` in ISO 8601 and `startNs`, a text of nanoseconds since 1970; any other length in nanoseconds, as
 * `duration`, becomes `durationMs`, a number of milliseconds.
 */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (typeof member !== "bigint") return [[name, FOREIGN.has(name) ? member : plain(member)]];
      if (!TIMES.has(name)) return [[`${name}Ms`, Number(member) / 1e6]];
      return [
        [name, isoOf(member)],
        [`${name}Ns`, String(member)],
      ];
    }),
  );
}

/** A point in time with milliseconds, in UTC. */
export function isoOf(nanoseconds: bigint): string {
  return new Date(Number(nanoseconds / 1_000_000n)).toISOString();
}
