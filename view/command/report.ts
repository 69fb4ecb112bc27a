// `uno-trace report`: which spans to look at, from all that match a query line, as tables or JSON.

import type { Arguments } from "../../terminal/arguments.js";
import { tableLines } from "../format/text.js";
import { parseQuery } from "../query/parse.js";
import { type Command, EXIT, type Io, readOption, wholeNumber } from "./command.js";
import { milliseconds } from "./milliseconds.js";
import { SOURCE_HELP, SOURCE_OPTIONS, SOURCE_USAGE, withSource } from "./source.js";

/** The command `report`. */
export const report: Command = {
  usage: `["since:10m"] [--json] [--limit N] ${SOURCE_USAGE}`,
  summary: "Say what is slow, where time goes, what is called again and again, and what fails.",
  help: [
    "--json               print JSON",
    "--limit N            at most so many rows of each (default: 10)",
    ...SOURCE_HELP,
  ],
  options: { ...SOURCE_OPTIONS, json: { type: "boolean" }, limit: { type: "string" } },
  most: 1,
  run: runReport,
};

/** A row of the answer; its members are those of `store/report.ts`, in milliseconds. */
type Row = Readonly<
  Record<string, string> & Record<`${string}Ms` | "count" | "most" | "parents" | "traces", number>
>;

interface Section {
  readonly title: string;
  readonly member: "slowest" | "selfTime" | "repeated" | "errors";
  readonly head: readonly string[];
  readonly cells: (row: Row) => readonly (string | number | undefined)[];
}

const SECTIONS: readonly Section[] = [
  {
    title: "Slowest operations, by the 95th percentile",
    member: "slowest",
    head: ["p95", "max", "calls", "service", "name", "where", "slowest trace"],
    cells: ({ p95Ms, maxMs, count, service, name, site, traceId }) => [
      ms(p95Ms),
      ms(maxMs),
      count,
      service,
      name,
      site,
      traceId,
    ],
  },
  {
    title: "Most self time: what spans took without those below them",
    member: "selfTime",
    head: ["self", "calls", "service", "name", "where"],
    cells: ({ selfMs, count, service, name, site }) => [ms(selfMs), count, service, name, site],
  },
  {
    title: "Called many times below one span: one call for all may do (N+1)",
    member: "repeated",
    head: ["total", "calls", "below", "spans", "service", "name", "where", "trace"],
    cells: ({ totalMs, most, parent, parents, service, name, site, traceId }) => [
      ms(totalMs),
      most,
      parent,
      parents,
      service,
      name,
      site,
      traceId,
    ],
  },
  {
    title: "Errors, by exception and place",
    member: "errors",
    head: ["count", "traces", "service", "name", "type", "where", "last trace", "message"],
    cells: ({ count, traces, service, name, type, site, traceId, message }) => [
      count,
      traces,
      service,
      name,
      type,
      site,
      traceId,
      message,
    ],
  },
];

async function runReport(args: Arguments, io: Io): Promise<number> {
  const limit = String(readOption(args, "limit", wholeNumber(1, 10_000), "a number from 1 to 10000") ?? 10);
  const [query = ""] = args.positionals;
  // A mistake is shown whether or not anybody answers.
  parseQuery(query);
  const answered = await withSource(args, io, (ask) => ask("report", { query, limit }));
  if (args.values.json === true) io.out(JSON.stringify(answered, undefined, 2));
  else for (const line of linesOf(answered as Record<Section["member"], readonly Row[]>)) io.out(line);
  return EXIT.fine;
}

function linesOf(answered: Readonly<Record<Section["member"], readonly Row[]>>): string[] {
  return SECTIONS.flatMap(({ title, member, head, cells }, index) => {
    const rows = answered[member].map((row) => cells(row).map((cell) => String(cell ?? "")));
    const lines = rows.length === 0 ? ["none"] : tableLines(head, rows);
    return [...(index === 0 ? [] : [""]), title, ...lines.map((line) => `  ${line}`)];
  });
}

function ms(value: number | undefined): string {
  return milliseconds(value ?? 0);
}
