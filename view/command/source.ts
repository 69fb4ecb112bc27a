// Where to ask, as the options say it, in; a function that asks a running viewer or a database, and gives plain JSON, out.
import { resolve } from "node:path";
import { type Arguments, textOption, UsageError } from "../../terminal/arguments.js";
import { HttpError } from "../server/http-error.js";
import { answer, type Question } from "../server/questions.js";
import { DEFAULT_PORT } from "../server/server.js";
import { openStore } from "../store/duckdb/duckdb.js";
import { type Io, Refusal } from "./command.js";

/** Asks; see `server/questions.ts`. */
export type Asker = (question: Question, parameters: Readonly<Record<string, string>>) => Promise<unknown>;

/** The options of a command that asks. */
export const SOURCE_OPTIONS = { db: { type: "string" }, url: { type: "string" } } as const;

/** Their lines of --help. */
export const SOURCE_HELP: readonly string[] = [
  `--url URL            ask this viewer (default: http://127.0.0.1:${DEFAULT_PORT})`,
  "--db FILE            ask this file, which no viewer has open",
];

/** Asks, and closes what was opened for it. @throws Refusal, StoreError */
export async function withSource<T>(args: Arguments, io: Io, use: (ask: Asker) => Promise<T>): Promise<T> {
  const [file, url] = [textOption(args, "db"), textOption(args, "url")];
  if (file === undefined)
    return use((question, parameters) =>
      askViewer(url ?? `http://127.0.0.1:${DEFAULT_PORT}`, question, parameters),
    );
  if (url !== undefined) throw new UsageError("--db and --url exclude each other");
  const store = await openStore({ file: resolve(io.cwd, file), isReadOnly: true });
  try {
    return await use((question, parameters) =>
      fromStore(answer(store, question, new URLSearchParams(parameters))),
    );
  } finally {
    await store.close();
  }
}

/** What a viewer would answer with a status. */
function fromStore(answered: Promise<unknown>): Promise<unknown> {
  return answered.catch((cause) => {
    throw cause instanceof HttpError ? new Refusal(cause.message) : cause;
  });
}

async function askViewer(
  base: string,
  question: Question,
  parameters: Readonly<Record<string, string>>,
): Promise<unknown> {
  if (!URL.canParse(`/api/${question}`, base))
    throw new UsageError(`"--url ${base}": expected an address: http://127.0.0.1:4318`);
  const url = new URL(`/api/${question}`, base);
  let response: Response;
  try {
    if (question === "sql") response = await fetch(url, { method: "POST", body: JSON.stringify(parameters) });
    else {
      url.search = new URLSearchParams(parameters).toString();
      response = await fetch(url);
    }
  } catch (cause) {
    const { cause: inner } = cause as { cause?: Error };
    throw new Refusal(
      `no viewer answers at ${base} (${inner?.message || (cause as Error).message}). Start one with \`uno-trace view\`, name its address with --url, or name a database with --db.`,
    );
  }
  const text = await response.text();
  if (!response.ok) throw new Refusal(text.trimEnd());
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(`what answers at ${base} is no viewer of uno-trace`);
  }
}
