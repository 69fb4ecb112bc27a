// `uno-trace import`: files of any format that is read in; their spans in a running viewer, or in its database, out.
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Arguments, textOption, UsageError } from "../../terminal/arguments.js";
import { otlpPieces } from "../export/otlp.js";
import { BrokenFile } from "../import/broken-file.js";
import { readTraceFile } from "../import/file.js";
import type { Span } from "../model/span.js";
import type { Received } from "../otlp/request.js";
import { DEFAULT_PORT } from "../server/server.js";
import { openStore } from "../store/duckdb/duckdb.js";
import { type Command, EXIT, type Io, Refusal } from "./command.js";
import { unreachable } from "./source.js";

/** Spans of one request, and about how many characters of them: a viewer takes 64 MiB at once. */
const MAX_SPANS = 5000;
const MAX_LENGTH = 8_000_000;
/** How often a receiver that has no room is asked again. */
const TRIES = 60;

/** The command `import`. */
export const importCommand: Command = {
  usage: "FILE... [--db FILE | --url URL]",
  summary:
    "Read traces from files: OTLP JSON (lines, too), Jaeger, Zipkin, trace events of Chrome and Perfetto, speedscope.",
  help: [
    `--url URL            send them to this viewer, or another receiver of OTLP (default: http://127.0.0.1:${DEFAULT_PORT})`,
    "--db FILE            put them into this file, which no viewer has open",
  ],
  options: { db: { type: "string" }, url: { type: "string" } },
  most: Number.POSITIVE_INFINITY,
  run: runImport,
};

/** Takes spans to where they are kept. @returns how many were refused there, and why */
type Sink = (spans: readonly Span[]) => Promise<Pick<Received, "rejected" | "reason">>;

const ALL_TAKEN = { rejected: 0, reason: "" };

async function runImport(args: Arguments, io: Io): Promise<number> {
  if (args.positionals.length === 0) throw new UsageError("name the files to read");
  const [file, url] = [textOption(args, "db"), textOption(args, "url")];
  if (file !== undefined && url !== undefined) throw new UsageError("--db and --url exclude each other");
  if (file === undefined)
    return importAll(args.positionals, io, toReceiver(url ?? `http://127.0.0.1:${DEFAULT_PORT}`));
  const faults: string[] = [];
  const store = await openStore({ file: resolve(io.cwd, file), onFault: (message) => faults.push(message) });
  try {
    return await importAll(args.positionals, io, async (spans) => {
      store.add(spans);
      await store.flush();
      if (faults.length > 0) throw new Refusal(faults[0] as string);
      return ALL_TAKEN;
    });
  } finally {
    await store.close();
  }
}

async function importAll(files: readonly string[], io: Io, sink: Sink): Promise<number> {
  let isFine = true;
  for (const file of files) isFine = (await importFile(file, io, sink)) && isFine;
  return isFine ? EXIT.fine : EXIT.failed;
}

/** One that is damaged does not keep others from being read. */
async function importFile(file: string, io: Io, sink: Sink): Promise<boolean> {
  const traces = new Set<string>();
  let [count, rejected, reason] = [0, 0, ""];
  let fault = "";
  try {
    for await (const received of readTraceFile(resolve(io.cwd, file), BigInt(Date.now()) * 1_000_000n)) {
      const outcomes: Pick<Received, "rejected" | "reason">[] = [received];
      for (const batch of batchesOf(received.spans)) outcomes.push(await sink(batch));
      for (const { traceId } of received.spans) traces.add(traceId);
      count += received.spans.length;
      for (const outcome of outcomes) {
        if (rejected === 0) reason = outcome.reason;
        rejected += outcome.rejected;
      }
    }
  } catch (cause) {
    fault = faultOf(cause);
  }
  if (fault !== "") io.err(`uno-trace import: ${file}: ${fault}`);
  if (rejected > 0) io.err(`uno-trace import: ${file}: ${rejected} left out; the first: ${reason}`);
  const first = traces.size === 1 ? `: trace ${[...traces][0]}` : "";
  if (count > 0) io.out(`${file}: ${counted(count, "span")} of ${counted(traces.size, "trace")}${first}`);
  else if (fault === "") io.err(`uno-trace import: ${file} holds no spans`);
  return fault === "" && count > 0;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** What is wrong with a file; other faults are those of the sink, or ours. */
function faultOf(cause: unknown): string {
  const { code, syscall, message } = cause as NodeJS.ErrnoException;
  if (cause instanceof BrokenFile) return message;
  if (code?.startsWith("Z_")) return `what gzip compressed is damaged, or cut off: ${message}`;
  if (syscall === "open" || syscall === "read") return `it cannot be read: ${message}`;
  throw cause;
}

function* batchesOf(spans: readonly Span[]): Generator<readonly Span[]> {
  let batch: Span[] = [];
  let length = 0;
  for (const span of spans) {
    batch.push(span);
    length += JSON.stringify([span.attributes, span.events, span.links], textOfBigint).length;
    if (batch.length < MAX_SPANS && length < MAX_LENGTH) continue;
    yield batch;
    [batch, length] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

function textOfBigint(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** By OTLP, so that a collector is as good a receiver as a viewer. */
function toReceiver(base: string): Sink {
  if (!URL.canParse("/v1/traces", base))
    throw new UsageError(`"--url ${base}": expected an address: http://127.0.0.1:4318`);
  const url = new URL("/v1/traces", base);
  return async (spans) => {
    const body = [...otlpPieces(spans)].join("");
    for (let tries = 1; ; tries++) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      }).catch((cause) => {
        throw unreachable(base, cause);
      });
      const text = await response.text();
      if (response.ok) return outcomeOf(text);
      if (response.status !== 503 || tries === TRIES)
        throw new Refusal(`${base} refused the spans: ${response.status} ${text.trim().slice(0, 500)}`);
      await setTimeout(1000);
    }
  };
}

/** OTLP's partial success. */
function outcomeOf(text: string): Pick<Received, "rejected" | "reason"> {
  const { partialSuccess } = JSON.parse(text === "" ? "{}" : text);
  if (!partialSuccess) return ALL_TAKEN;
  return {
    rejected: Number(partialSuccess.rejectedSpans ?? 0),
    reason: String(partialSuccess.errorMessage ?? ""),
  };
}
