// Whom to ask, and the project's folder, in; the tools of the MCP server out. All of them read, and none writes.
import { z } from "zod";
import { type Ask, spansOfTrace } from "./asking.js";
import { explain } from "./explain.js";
import { flatTrace } from "./flat-trace.js";

/** A tool: what it is for, what it takes, and a text that it gives. */
export interface Tool<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  readonly description: string;
  /** Strict: the SDK lets properties by that nobody knows, and a wrong name would change nothing without a word. */
  readonly input: z.ZodObject<Shape, z.core.$strict>;
  readonly run: (from: z.infer<z.ZodObject<Shape, z.core.$strict>>) => Promise<string>;
}

const query = z
  .string()
  .describe(
    'A query line, as: service:shop name:checkout* duration>100ms status:error since:10m attr.http.route="/cart"',
  )
  .optional();
const traceId = z
  .string()
  .regex(/^[0-9a-fA-F]{32}$/)
  .describe("32 hexadecimal digits");
const spanId = z
  .string()
  .regex(/^[0-9a-fA-F]{16}$/)
  .describe("16 hexadecimal digits");

function limit(usual: number) {
  return z.number().int().min(1).max(200).default(usual).describe("At most so many rows");
}

/** All tools. */
export function toolsFor(ask: Ask, folder: string): readonly Tool[] {
  return [
    rows(ask, "list_traces", "traces", 20, "Traces with a span that matches, newest first."),
    rows(
      ask,
      "search_spans",
      "spans",
      20,
      "Spans that match, newest first, with file:line where they say it.",
    ),
    rows(
      ask,
      "list_operations",
      "operations",
      20,
      "For each operation (service and name) count, errors, p50, p95, p99; those first that took most time in all.",
    ),
    tool({
      name: "get_trace",
      description:
        "A trace as a flat list, depth-first, of at most max_tokens. What does not fit is left out, shortest first, and it says how to get it.",
      input: z.strictObject({
        trace_id: traceId,
        max_tokens: z.number().int().min(500).max(100_000).default(4000),
        below: spanId.describe("Only this span and what is below it").optional(),
        from: z
          .number()
          .int()
          .min(0)
          .describe("Row by row from this one on, instead of the longest")
          .optional(),
      }),
      run: async ({ trace_id, max_tokens, below, from }) =>
        flatTrace(await spansOfTrace(ask, trace_id), { maxTokens: max_tokens, below, from }),
    }),
    tool({
      name: "explain_span",
      description:
        "One span: what called it, where its time went, its exception with the stack, its attributes, and the source at its file:line where that lies in the project.",
      input: z.strictObject({ trace_id: traceId, span_id: spanId }),
      run: async ({ trace_id, span_id }) => explain(await spansOfTrace(ask, trace_id), span_id, folder),
    }),
    tool({
      name: "report",
      description:
        "What to look at: slowest operations, most self time, one site called many times below one span (N+1), errors by exception and place. Each row names a trace.",
      input: z.strictObject({ query, limit: limit(5) }),
      run: async (from) => sections(await ask("report", asked(from))),
    }),
    tool({
      name: "compare",
      description:
        "Where time went before and after, by site and by call path: of two traces, or of two groups of traces. Times are those of one trace on average.",
      input: z.strictObject({
        before: z.string().describe("A trace id, or a query line"),
        after: z.string().describe("A trace id, or a query line"),
        limit: limit(15),
      }),
      run: async ({ before, after, limit: most }) =>
        sections(await ask("compare", { before: lineOf(before), after: lineOf(after), limit: String(most) })),
    }),
  ];
}

/** Keeps the type of the arguments where it matters. */
function tool<Shape extends z.ZodRawShape>(one: Tool<Shape>): Tool {
  return one as unknown as Tool;
}

function rows(
  ask: Ask,
  name: string,
  question: "traces" | "spans" | "operations",
  usual: number,
  description: string,
): Tool {
  return tool({
    name,
    description,
    input: z.strictObject({ query, limit: limit(usual) }),
    run: async (from) => sections(await ask(question, asked(from))),
  });
}

function asked({ query: line = "", limit: most }: { query?: string | undefined; limit: number }) {
  return { query: line, limit: String(most) };
}

function lineOf(text: string): string {
  return /^[0-9a-f]{32}$/i.test(text) ? `trace:${text.toLowerCase()}` : text;
}

/** Each list of an answer with its name, a row a line: no spaces that align it, which take tokens. */
function sections(answered: unknown): string {
  return Object.entries(answered as object)
    .flatMap(([name, value]) =>
      Array.isArray(value)
        ? [value.length === 0 ? `${name}: none` : `${name}:`, ...value.map((row) => JSON.stringify(row))]
        : [`${name}: ${JSON.stringify(value)}`],
    )
    .join("\n");
}
