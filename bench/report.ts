// Figures in, docs/benchmarks.md out: one section for each release line of Node, the others stay as they are.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { figuresOf, middle, type Verdict, verdictsOf } from "./bars.js";
import { type Rounds, RUNS } from "./calls.js";
import { CASES } from "./cases.js";
import { type Dimension, type Growth, SIZES } from "./growth.js";
import type { Memory } from "./measure/memory.js";
import type { Pressure } from "./measure/pressure.js";
import { type Load, SERVICES } from "./measure/service.js";
import { memoryVerdicts, pressureVerdict, serviceVerdicts } from "./more-bars.js";
import { BUILT } from "./prepare.js";

/** What was measured; what a run left out is taken from the last run that had it. */
export interface Results {
  readonly node: string;
  readonly rounds?: Rounds;
  readonly memory?: Readonly<Record<string, Memory>>;
  readonly pressure?: Pressure;
  readonly growth?: readonly Growth[];
  readonly service?: readonly Load[][];
}

const PAGE = "docs/benchmarks.md";
const HEAD = `# Benchmarks

What a traced call costs, beside other tracers. Written by \`npm run bench -- --docs\`; do not edit. Each tracer runs in a process of its own, all in one run and in rounds; figures are medians, ratios are medians of the rounds' ratios. Absolute times are those of the machine at that hour: compare within a column.

Recorded calls are made in turns of the event loop, inside one span, and what batching and handing over to an exporter costs is in the figure; the exporter drops everything. A run in which spans were lost is void. *floor* is what any tracer must do: two clock readings, one context switch, one object of the same size kept in an array. The peers are written as their manuals say: \`startActiveSpan\` with try, catch and finally; \`tracer.trace\`; \`startSpan\`; \`trace()\`. A function that calls nothing needs no context ([decision 12](decisions/0012-no-context-where-nothing-is-called.md)): *sync* is one, *sync that calls* is not. Peers do not resume a generator inside its span, so that row favours them. *Plain* has the runtime loaded and does not use it.

The service is Fastify with one route: an order of 20 lines comes in as JSON, goes through ten traced functions, three of which ask a database over a socket, and is answered as JSON. Three more processes share the machine with it: the database, the one that sends requests over 20 connections, and the one that takes the spans as OTLP. The variants run side by side in each round and are loaded in turns. What Node itself takes for contexts, with no tracer, has a row of its own: an \`AsyncLocalStorage\` in use.

What it costs to trace every function of a whole program is another matter: [programs.md](programs.md).
`;

/** Writes the section of one Node release line; gives all figures of that line back. */
export function writeReport(results: Results): Results {
  const major = results.node.replace(/^v?(\d+).*/, "$1");
  const store = `${BUILT}/results-${major}.json`;
  const before = existsSync(store) ? (JSON.parse(readFileSync(store, "utf8")) as Results) : {};
  const all = { ...before, ...results };
  writeFileSync(store, JSON.stringify(all));
  const title = `## Node ${major}`;
  const old = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
  const others = old.split(/^(?=## Node )/m).slice(1);
  const kept = others.filter((section) => !section.startsWith(`${title}\n`));
  const sections = [...kept, `${title}\n\n${sectionOf(all)}`].sort();
  writeFileSync(PAGE, `${HEAD}\n${sections.map((section) => section.trimEnd()).join("\n\n")}\n`);
  return all;
}

/** The verdicts on all that was measured. */
export function verdictsIn({ rounds, memory, pressure, service }: Results): Verdict[] {
  return [
    ...(rounds ? verdictsOf(rounds) : []),
    ...(memory ? memoryVerdicts(memory) : []),
    ...(pressure ? [pressureVerdict(pressure)] : []),
    ...(service ? serviceVerdicts(service) : []),
  ];
}

function sectionOf(results: Results): string {
  const { node, rounds, growth, service } = results;
  const count = Math.max(0, ...Object.values(rounds ?? {}).map((list) => list.length));
  return [
    `${node}, ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${count} rounds.`,
    verdictTable(verdictsIn(results)),
    ...(rounds ? ["Nanoseconds a call:", callsTable(rounds)] : []),
    ...(growth
      ? ["Nanoseconds a span as it grows, and of the same call untraced:", growthTable(growth)]
      : []),
    ...(service ? ["The service:", serviceTable(service)] : []),
  ].join("\n\n");
}

function callsTable(rounds: Rounds): string {
  return table(
    ["state", ...CASES.map(({ name }) => name)],
    RUNS.map(({ peer, state }) => [`${peer}, ${state}`, ...timesOf(rounds, `${peer} ${state}`)]),
  );
}

function timesOf(rounds: Rounds, run: string): string[] {
  return CASES.map(({ name }) => {
    const isMeasured = rounds[run]?.[0]?.[name] !== undefined;
    return isMeasured ? timeOf(middle(figuresOf(rounds, run, name).map(({ call }) => call))) : "";
  });
}

const NAMES: Readonly<Record<Dimension, string>> = {
  spans: "spans in one trace",
  depth: "depth of calls",
  sites: "traced functions, called in turn",
};

function growthTable(growth: readonly Growth[]): string {
  const rows = (Object.keys(SIZES) as Dimension[]).flatMap((what) => {
    const figures = growth.filter((figure) => figure.what === what);
    return [
      [`**${NAMES[what]}**`, ...figures.map(({ size }) => `**${size.toLocaleString("en")}**`)],
      ["traced", ...figures.map(({ traced }) => timeOf(traced))],
      ["as it is", ...figures.map(({ plain }) => timeOf(plain))],
    ];
  });
  const width = Math.max(...rows.map(({ length }) => length));
  const [head = [], ...others] = rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
  return table(head, others);
}

const UNTRACED: Readonly<Record<string, string>> = {
  plain: "no tracing",
  context: "no tracing, an AsyncLocalStorage in use",
};

function serviceTable(service: readonly Load[][]): string {
  const rows = SERVICES.map(({ peer, share }, index) => {
    const loads = service.map((round) => round[index] as Load);
    const of = (read: (load: Load) => number) => middle(loads.map(read));
    const name = UNTRACED[peer] ?? `${peer}, ${share * 100} % recorded`;
    return [
      name,
      of(({ throughput }) => throughput).toFixed(0),
      of(({ p99 }) => p99).toFixed(1),
      of(({ cpu }) => cpu).toFixed(1),
      of(({ spans }) => spans).toFixed(2),
    ];
  });
  return table(
    ["service", "requests a second", "p99, ms", "CPU a request, µs", "spans exported a request"],
    rows,
  );
}

function timeOf(nanoseconds: number): string {
  return nanoseconds.toFixed(nanoseconds < 100 ? 1 : 0);
}

/** What was promised, and whether it holds. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ promise, bar, measured, isMet }) => [
    promise,
    bar,
    measured,
    isMet ? "yes" : "**no**",
  ]);
  return table(["promise", "bar", "measured", "met"], rows);
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
