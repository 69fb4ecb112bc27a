// `uno-trace view`: receives spans, keeps them and shows them, until it is ended; with a program, starts that as well.
import { resolve } from "node:path";
import { type Arguments, textOption, UsageError } from "../../terminal/arguments.js";
import { bytesOf, nanosecondsOf } from "../query/lengths.js";
import { GRPC_PORT } from "../server/grpc.js";
import { DEFAULT_PORT, type ServerOptions, startServer, type ViewServer } from "../server/server.js";
import { openClickHouse } from "../store/clickhouse/clickhouse.js";
import { openStore } from "../store/duckdb/duckdb.js";
import { DEFAULT_RETENTION, type Retention } from "../store/duckdb/retention.js";
import type { Store } from "../store/store.js";
import { Tail } from "../tail/tail.js";
import {
  type Command,
  EXIT,
  type Io,
  Refusal,
  readOption,
  type ViewArguments,
  wholeNumber,
} from "./command.js";
import { launch } from "./launch.js";
import { loadPainter } from "./painter.js";
import { clickHouseAddress } from "./source.js";

/** The command `view`. */
export const view: Command = {
  usage: "[--port N] [--db FILE] [--tail] [-- PROGRAM ARGUMENT...]",
  summary:
    "Receive spans by OTLP over HTTP and gRPC on this machine, keep them, and show them on a page and to scripts.",
  help: [
    `--port N             listen there (default: ${DEFAULT_PORT}, where exporters send spans by default; 0: any)`,
    `--grpc-port N        listen there for gRPC (default: ${GRPC_PORT}, or any with --port 0)`,
    "--db FILE            keep traces in this file (default: in memory, until the viewer ends)",
    "--clickhouse URL     show the traces of a ClickHouse that a collector fills: http://127.0.0.1:8123/otel",
    "--max-age TIME       forget traces that are older: 12h, 7d (default: 7d)",
    "--max-size SIZE      forget the oldest traces when all take more: 500MB, 2GB (default: 1GB)",
    "--allow-origin URL   let pages of this origin send spans; repeat it for more",
    "--tail               print each trace as a tree",
    "-- PROGRAM …         start this program, set to send its spans here: uno-trace view -- node app.js",
  ],
  options: {
    port: { type: "string" },
    "grpc-port": { type: "string" },
    db: { type: "string" },
    clickhouse: { type: "string" },
    "max-age": { type: "string" },
    "max-size": { type: "string" },
    "allow-origin": { type: "string", multiple: true },
    tail: { type: "boolean" },
  },
  most: 0,
  run: runView,
};

async function runView(args: ViewArguments, io: Io): Promise<number> {
  const port = portOption(args, "port") ?? DEFAULT_PORT;
  const grpcPort = portOption(args, "grpc-port");
  const allowedOrigins = ((args.values["allow-origin"] ?? []) as readonly string[]).map(checkedOrigin);
  const retention = retentionOf(args);
  const painter = args.values.tail === true ? await loadPainter() : undefined;
  const file = textOption(args, "db");
  const faults = new Faults((message) => io.err(`uno-trace view: ${message}`));
  const clickhouse = textOption(args, "clickhouse");
  if (clickhouse !== undefined && file !== undefined)
    throw new UsageError("--db and --clickhouse exclude each other");
  const store: Store =
    clickhouse === undefined
      ? await openStore({
          retention,
          ...(file === undefined ? {} : { file: resolve(io.cwd, file) }),
          onFault: (message) => faults.say(message),
        })
      : await openClickHouse(clickHouseAddress(clickhouse));
  store.onStored(() => faults.end("spans are stored again"));
  try {
    const server = await started(store, port, {
      folder: io.cwd,
      allowedOrigins,
      ...(grpcPort === undefined ? {} : { grpcPort }),
      onError: (cause) => io.err(`uno-trace view: a request could not be answered: ${firstLine(cause)}`),
    });
    const tail =
      painter &&
      new Tail({
        painter,
        write: (text) => io.out(text.replace(/\n$/, "")),
        color: io.color,
        width: io.width,
      });
    if (tail !== undefined) store.onStored((spans) => tail.add(spans));
    greet(server, clickhouse === undefined ? (file ?? "memory") : "ClickHouse, and takes none", io);
    try {
      return await untilEnd(args, server, io);
    } finally {
      await server.close();
      await store.flush();
      tail?.close();
    }
  } finally {
    await store.close();
  }
}

async function started(store: Store, port: number, options: ServerOptions): Promise<ViewServer> {
  try {
    return await startServer(store, { ...options, port });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      throw new Refusal(
        `port ${port} is in use, by another viewer or a collector. Use that one, end it, or choose another port: \`uno-trace view --port ${port + 1}\`, with OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:${port + 1} for what sends spans.`,
      );
    throw new Refusal(`port ${port} cannot be listened on: ${message}`);
  }
}

function portOption(args: Arguments, name: string): number | undefined {
  return readOption(args, name, wholeNumber(0, 65_535), "a number from 0 to 65535");
}

function greet({ url, isAlone, grpcUrl }: ViewServer, keeper: string, io: Io): void {
  io.err(`uno-trace view: open ${url}`);
  const places = grpcUrl === undefined ? "" : ` and over gRPC at ${grpcUrl}`;
  io.err(`  receives OTLP at ${url}/v1/traces${places}, keeps traces in ${keeper}; Ctrl+C ends it`);
  if (grpcUrl === undefined)
    io.err("  gRPC is not spoken: another program has its port; choose another one with --grpc-port");
  if (!isAlone)
    io.err(
      `  another program listens on the same port of [::1]: let exporters send to ${url}, since localhost may lead to that one`,
    );
}

/** With a program, its exit code. The viewer stays open after it, for whoever looks. */
async function untilEnd({ rest }: ViewArguments, { url }: ViewServer, io: Io): Promise<number> {
  const [program, ...programArgs] = rest;
  let isInterrupted = false;
  const interrupted = io.untilInterrupted().then(() => {
    isInterrupted = true;
  });
  // A terminal interrupts both, and the program may have spans to send.
  const status = program === undefined ? EXIT.fine : await launch(program, programArgs, url, io.cwd);
  if (program !== undefined && !isInterrupted)
    io.err(`uno-trace view: ${program} has ended with ${status}; its traces stay at ${url} until Ctrl+C`);
  await interrupted;
  return status;
}

function retentionOf(args: Arguments): Retention {
  const age = readOption(args, "max-age", nanosecondsOf, "a length of time: 12h, 7d");
  const maxSize = readOption(args, "max-size", bytesOf, "a size: 500MB, 2GB") ?? DEFAULT_RETENTION.maxSize;
  return { maxAge: age === undefined ? DEFAULT_RETENTION.maxAge : Number(age / 1_000_000n), maxSize };
}

function checkedOrigin(text: string): string {
  const { origin } = URL.canParse(text) ? new URL(text) : { origin: "null" };
  if (origin === "null")
    throw new UsageError(`"--allow-origin ${text}": expected an origin: http://localhost:5173`);
  return origin;
}

/** A disk that is full says the same once a second: it is told once, and its end. */
class Faults {
  readonly #say: (message: string) => void;
  #last = "";

  constructor(say: (message: string) => void) {
    this.#say = say;
  }

  say(message: string): void {
    if (message !== this.#last) this.#say(message);
    this.#last = message;
  }

  end(message: string): void {
    if (this.#last !== "") this.#say(message);
    this.#last = "";
  }
}

function firstLine({ message }: Error): string {
  return message.split("\n")[0] as string;
}
