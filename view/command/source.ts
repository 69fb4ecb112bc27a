// Where to ask, as the options say it, in; a function that asks a running viewer or a database, and gives plain JSON, out.
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { type Arguments, textOption, UsageError } from "../../terminal/arguments.js";
import { exported } from "../server/exports.js";
import { HttpError } from "../server/http-error.js";
import { answer, type Question } from "../server/questions.js";
import { DEFAULT_PORT } from "../server/server.js";
import { openClickHouse } from "../store/clickhouse/clickhouse.js";
import { openStore } from "../store/duckdb/duckdb.js";
import type { Store } from "../store/store.js";
import { type Io, Refusal } from "./command.js";

/** Asks; see `server/questions.ts`. */
export type Asker = (question: Question, parameters: Readonly<Record<string, string>>) => Promise<unknown>;

/** The options of a command that asks. */
export const SOURCE_OPTIONS = {
  db: { type: "string" },
  url: { type: "string" },
  clickhouse: { type: "string" },
} as const;

/** The same in a line of usage. */
export const SOURCE_USAGE = "[--db FILE | --url URL | --clickhouse URL]";

/** Their lines of --help. */
export const SOURCE_HELP: readonly string[] = [
  `--url URL            ask this viewer (default: http://127.0.0.1:${DEFAULT_PORT})`,
  "--db FILE            ask this file, which no viewer has open",
  "--clickhouse URL     ask a ClickHouse that a collector fills: http://127.0.0.1:8123/otel",
];

/** What an export hands out. */
export type Pieces = AsyncIterable<string | Uint8Array>;

/** Asks, and closes what was opened for it. @throws Refusal, StoreError */
export async function withSource<T>(args: Arguments, io: Io, use: (ask: Asker) => Promise<T>): Promise<T> {
  return withEither(
    args,
    io,
    (base) => use((question, parameters) => askViewer(base, question, parameters)),
    (store) =>
      use((question, parameters) => answer(store, question, new URLSearchParams(parameters)).catch(refuse)),
  );
}

/** Exports, from where `withSource` asks. @throws Refusal, StoreError */
export function withExport(
  args: Arguments,
  io: Io,
  parameters: Readonly<Record<string, string>>,
  use: (pieces: Pieces) => Promise<void>,
): Promise<void> {
  const search = new URLSearchParams(parameters);
  return withEither(
    args,
    io,
    async (base) => {
      const response = await reach(
        base,
        (url) => {
          url.search = search.toString();
          return fetch(url);
        },
        "export",
      );
      if (!response.ok || response.body === null) throw new Refusal((await response.text()).trimEnd());
      await use(response.body);
    },
    async (store) => {
      const { pieces } = await exported(store, search).catch(refuse);
      await use(Readable.from(pieces));
    },
  );
}

/** A running viewer by its address, or a file or a ClickHouse that is closed again. */
async function withEither<T>(
  args: Arguments,
  io: Io,
  ofViewer: (base: string) => Promise<T>,
  ofStore: (store: Store) => Promise<T>,
): Promise<T> {
  const [file, url, clickhouse] = ["db", "url", "clickhouse"].map((name) => textOption(args, name));
  const given = Object.entries({ db: file, url, clickhouse }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`],
  );
  if (given.length > 1) throw new UsageError(`${given.join(" and ")} exclude each other`);
  if (file === undefined && clickhouse === undefined)
    return ofViewer(url ?? `http://127.0.0.1:${DEFAULT_PORT}`);
  const store =
    file === undefined
      ? await openClickHouse(clickHouseAddress(clickhouse as string))
      : await openStore({ file: resolve(io.cwd, file), isReadOnly: true });
  try {
    return await ofStore(store);
  } finally {
    await store.close();
  }
}

/** Checks the address of a ClickHouse. @throws UsageError */
export function clickHouseAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new UsageError("--clickhouse: expected an address: http://127.0.0.1:8123/otel");
  return text;
}

/** What a viewer would answer with a status. */
function refuse(cause: unknown): never {
  throw cause instanceof HttpError ? new Refusal(cause.message) : cause;
}

async function askViewer(
  base: string,
  question: Question,
  parameters: Readonly<Record<string, string>>,
): Promise<unknown> {
  const response = await reach(
    base,
    (url) => {
      if (question === "sql") return fetch(url, { method: "POST", body: JSON.stringify(parameters) });
      url.search = new URLSearchParams(parameters).toString();
      return fetch(url);
    },
    question,
  );
  const text = await response.text();
  if (!response.ok) throw new Refusal(text.trimEnd());
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(`what answers at ${base} is no viewer of uno-trace`);
  }
}

/** Sends a request to a viewer. @throws UsageError, or Refusal where nobody answers */
async function reach(base: string, send: (url: URL) => Promise<Response>, name: string): Promise<Response> {
  if (!URL.canParse(`/api/${name}`, base))
    throw new UsageError(`"--url ${base}": expected an address: http://127.0.0.1:4318`);
  try {
    return await send(new URL(`/api/${name}`, base));
  } catch (cause) {
    throw unreachable(base, cause);
  }
}

/** Nobody answers, and what to do. */
export function unreachable(base: string, cause: unknown): Refusal {
  const { cause: inner, message } = cause as Error & { cause?: Error };
  return new Refusal(
    `no viewer answers at ${base} (${inner?.message || message}). Start one with \`uno-trace view\`, name its address with --url, or name a database with --db.`,
  );
}
