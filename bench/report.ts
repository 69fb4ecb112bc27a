// Figures in, docs/benchmarks.md out: one section for each release line of Node, the others stay as they are.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { figuresOf, middle, type Verdict, verdictsOf } from "./bars.js";
import { type Rounds, RUNS } from "./calls.js";
import { CASES } from "./cases.js";
import type { Memory } from "./measure-memory.js";
import type { Pressure } from "./measure-pressure.js";

/** All that a run of the benchmarks has measured. */
export interface Results {
  readonly node: string;
  readonly rounds: Rounds;
  readonly memory: Readonly<Record<string, Memory>>;
  readonly pressure: Pressure;
}

const PAGE = "docs/benchmarks.md";
const HEAD = `# Benchmarks

What a traced call costs, beside other tracers. Written by \`npm run bench\`; do not edit. Each tracer runs in a process of its own, all in one run and in rounds; figures are medians, ratios are medians of the rounds' ratios. Absolute times are those of the machine at that hour: compare within a column.

Recorded calls are made in turns of the event loop, inside one span, and what batching and handing over to an exporter costs is in the figure; the exporter drops everything. A run in which spans were lost is void. *floor* is what any tracer must do: two clock readings, one context switch, one object of the same size kept in an array. The peers are written as their manuals say: \`startActiveSpan\` with try, catch and finally; \`tracer.trace\`; \`startSpan\`; \`trace()\`. Peers do not resume a generator inside its span, so that row favours them.
`;

/** Writes the section of one Node release line. */
export function writeReport(results: Results): void {
  const title = `## Node ${results.node.replace(/^v?(\d+).*/, "$1")}`;
  const old = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
  const others = old.split(/^(?=## Node )/m).slice(1);
  const kept = others.filter((section) => !section.startsWith(`${title}\n`));
  const sections = [...kept, `${title}\n\n${sectionOf(results)}`].sort();
  writeFileSync(PAGE, `${HEAD}\n${sections.map((section) => section.trimEnd()).join("\n\n")}\n`);
}

function sectionOf({ node, rounds, memory, pressure }: Results): string {
  const count = Math.max(...Object.values(rounds).map((list) => list.length));
  return [
    `${node}, ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${count} rounds.`,
    table(["promise", "bar", "measured", "met"], verdicts(rounds, memory, pressure)),
    "Nanoseconds a call:",
    table(
      ["state", ...CASES.map(({ name }) => name)],
      RUNS.map((run) => timesOf(rounds, run)),
    ),
  ].join("\n\n");
}

function verdicts(rounds: Rounds, memory: Results["memory"], pressure: Pressure): string[][] {
  const all = [...verdictsOf(rounds), memoryVerdict(memory), pressureVerdict(pressure)];
  return all.map(({ promise, bar, measured, isMet }) => [promise, bar, measured, isMet ? "yes" : "**no**"]);
}

function memoryVerdict(memory: Results["memory"]): Verdict {
  const [uno, sdk] = [memory["uno-trace"], memory.opentelemetry];
  const isVoid = (uno?.collections ?? 1) > 0;
  return {
    promise: "memory of a recorded span, to the end of its export",
    bar: "at most 400 bytes",
    measured: `${uno?.bytes.toFixed(0)} bytes${isVoid ? " (void: the collector ran)" : ""}; the SDK's ${sdk?.bytes.toFixed(0)}`,
    isMet: !isVoid && (uno?.bytes ?? Number.NaN) <= 400,
  };
}

function pressureVerdict({ exported, dropped, retained, longestCall }: Pressure): Verdict {
  return {
    promise: "1,000,000 spans in a tight loop, a slow exporter",
    bar: "memory bounded by the queue",
    measured: `${(retained / 1024).toFixed(0)} KiB retained; ${exported} exported, ${dropped} dropped and counted; longest call ${longestCall.toFixed(1)} ms`,
    isMet: retained < 4 * 1024 * 1024 && exported + dropped >= 1_000_000,
  };
}

function timesOf(rounds: Rounds, { peer, state }: (typeof RUNS)[number]): string[] {
  const run = `${peer} ${state}`;
  const cells = CASES.map(({ name }) => {
    const isMeasured = rounds[run]?.[0]?.[name] !== undefined;
    return isMeasured ? timeOf(middle(figuresOf(rounds, run, name).map(({ call }) => call))) : "";
  });
  return [`${peer}, ${state}`, ...cells];
}

const timeOf = (nanoseconds: number) => nanoseconds.toFixed(nanoseconds < 100 ? 1 : 0);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
