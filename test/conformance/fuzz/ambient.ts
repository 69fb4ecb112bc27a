// The functions that generated programs call: they record, limit, and keep chains of promises apart.
import { show } from "./render.js";

/** Hears of each call of `log` by its first argument. */
export type LogListener = (tag: string) => void;

type Step = () => unknown;
type Resumable = { next(): { done?: boolean } | Promise<{ done?: boolean }> };

// A program that logs more than this is cut short: from then on each call of `log` throws.
const FUEL = 250;
const SELF_CALLS = 6;
const SPAWNS = 12;
const MAX_STEPS = 40;

/** What one run of a program is given, and what it leaves there. */
export interface Ambient {
  readonly globals: Readonly<Record<string, (...args: never[]) => unknown>> & {
    log(tag: string, ...values: unknown[]): unknown;
  };
  readonly log: readonly string[];
  readonly acts: readonly Step[];
  readonly spawned: Step[];
}

/** The surroundings of one run. */
export function ambient(listener: LogListener | undefined): Ambient {
  const lines: string[] = [];
  const acts: Step[] = [];
  const spawned: Step[] = [];
  let selfCalls = SELF_CALLS;
  let spawns = SPAWNS;
  const log = (tag: string, ...values: unknown[]) => {
    if (lines.length > FUEL && tag.includes(":")) throw new RangeError("out of fuel");
    lines.push(`${tag} ${values.map(show).join(" ")}`);
    listener?.(tag);
    return values.at(-1);
  };
  const globals = {
    log,
    /** Whether a function may call itself once more. */
    again: () => selfCalls-- > 0,
    raise: (value: unknown) => {
      throw value;
    },
    act: (step: Step) => acts.push(step),
    spawn: (step: Step) => (spawns-- > 0 ? void spawned.push(step) : undefined),
    lane: (step: Step) => new Promise((resolve) => setImmediate(resolve)).then(step),
    finish,
    collect,
  };
  return { globals, log: lines, acts, spawned };
}

/** Resumes a generator until it is done. */
function finish(generator: Resumable, steps: number = MAX_STEPS): unknown {
  const result = generator.next();
  if (steps === 0) return undefined;
  if (result instanceof Promise) {
    return result.then(({ done }) => (done ? undefined : finish(generator, steps - 1)));
  }
  return result.done ? undefined : finish(generator, steps - 1);
}

async function collect(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const list: unknown[] = [];
  for await (const item of items) list.push(item);
  return list;
}
