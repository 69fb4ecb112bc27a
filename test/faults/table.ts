// The faults that docs/reliability.md promises something of, and the tests that keep each promise; `npm run test:faults` runs
// them all.

/** One row of the page. */
export interface Fault {
  readonly fault: string;
  readonly promise: string;
  /** Below test/. */
  readonly tests: readonly string[];
}

/** The table, in the order of the page. */
export const FAULTS: readonly Fault[] = [
  {
    fault: "the collector is down for a minute",
    promise: "no span is lost while the queue has room; each arrives once",
    tests: ["faults/outage.sampled.test.ts", "runtime/receiver-down.test.ts"],
  },
  {
    fault: "it is slow, hangs, drips, resets, redirects, or answers 4xx, 5xx or nonsense",
    promise: "bounded in time and memory; each span is counted; nothing is thrown",
    tests: ["faults/collectors.test.ts", "runtime/otlp-http.test.ts", "runtime/http-client.test.ts"],
  },
  {
    fault: "it finds a request too large",
    promise: "the request is sent in parts",
    tests: ["runtime/too-large.test.ts", "runtime/otlp/cut.test.ts"],
  },
  {
    fault: "the queue is full",
    promise: "the newest are dropped, counted, said once a minute, and a metric shows it",
    tests: ["runtime/receiver-down.test.ts", "runtime/observe-counts.test.ts", "runtime/batch.test.ts"],
  },
  {
    fault: "the process ends, in whatever way but SIGKILL",
    promise: "what had ended is sent within a limit; exit code, output and listeners stay",
    tests: ["runtime/ended-spans.test.ts", "runtime/own-processors.test.ts"],
  },
  {
    fault: "a worker thread is terminated",
    promise: "the thread that started it says how many spans were lost",
    tests: ["runtime/terminated-workers.sampled.test.ts"],
  },
  {
    fault: "an exporter, processor, sampler or getter of yours throws, hangs or re-enters",
    promise: "the program goes on; one line on stderr",
    tests: ["faults/own-code.test.ts", "runtime/batch.test.ts", "runtime/capture.test.ts"],
  },
  {
    fault: "a million spans never end, recursion 10,000 deep, ended twice, used after the end",
    promise: "no crash; what nobody holds is collected",
    tests: ["faults/open-spans.sampled.test.ts", "runtime/abandoned.long.test.ts", "runtime/span.test.ts"],
  },
  {
    fault: "the clock is set by an hour",
    promise: "durations are right, and times follow",
    tests: ["runtime/clock-step.test.ts"],
  },
  {
    fault: "headers of an attacker",
    promise: "ignored within a limit of time, never handed on, no prototype is touched",
    tests: ["faults/headers.test.ts", "runtime/propagation.test.ts", "runtime/baggage.test.ts"],
  },
  {
    fault: "two copies of the runtime, as ES module, CommonJS or in a bundle",
    promise: "one trace",
    tests: ["faults/two-copies.test.ts"],
  },
  {
    fault: "the process is frozen between two requests",
    promise: "an answer that came is read; what waits goes with the next",
    tests: ["runtime/frozen.test.ts", "runtime/with-flush.test.ts"],
  },
];
