// The measured cases: what one call is, how many spans it makes, and how calls are batched into a turn of the loop.
import type { Subjects } from "./subjects.js";

/** One measured case. */
export interface Case {
  readonly name: string;
  /** Spans that a call makes. */
  readonly spans: number;
  /** Calls in one turn of the event loop: together fewer spans than a batch processor's queue holds. */
  readonly calls: number;
  call(subjects: Subjects, n: number): unknown;
  readonly isAsync?: true;
  /** Without a span around the calls: each makes a trace of its own. */
  readonly isRoot?: true;
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

export const CASES: readonly Case[] = [
  { name: "sync", spans: 1, calls: 400, call: (subjects, n) => subjects.sync(n) },
  { name: "sync that calls", spans: 1, calls: 400, call: (subjects, n) => subjects.calling(n) },
  { name: "sync, a new trace", spans: 1, calls: 400, isRoot: true, call: (subjects, n) => subjects.sync(n) },
  { name: "async", spans: 1, calls: 400, isAsync: true, call: (subjects, n) => subjects.asynchronous(n) },
  { name: "nested ten deep", spans: 10, calls: 40, call: (subjects) => subjects.nested(9) },
  { name: "generator of 100 items", spans: 1, calls: 50, call: (subjects) => sumOf(subjects.items(100)) },
  {
    name: "two captured attributes",
    spans: 1,
    calls: 400,
    call: (subjects, n) => subjects.captured(n, "eu-west"),
  },
  { name: "throws", spans: 1, calls: 400, call: (subjects, n) => outcomeOf(subjects, n) },
];

function outcomeOf(subjects: Subjects, n: number): unknown {
  try {
    return subjects.fails(n);
  } catch (error) {
    return error;
  }
}

/** A function that makes all the calls of a turn, inside a span unless each is to be a trace of its own. */
export function turnOf(subjects: Subjects, { calls, call, isAsync, isRoot }: Case): () => unknown {
  if (isAsync) {
    return () =>
      subjects.serve(async () => {
        let last: unknown;
        for (let n = 0; n < calls; n++) last = await call(subjects, n);
        return last;
      });
  }
  const loop = (): unknown => {
    let last: unknown;
    for (let n = 0; n < calls; n++) last = call(subjects, n);
    return last;
  };
  return isRoot ? loop : () => subjects.request(loop);
}
