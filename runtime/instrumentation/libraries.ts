// Libraries that tell of their operations by tracing channels, a row each: what is published in, a span's name and
// attributes out. No values: neither arguments of commands nor texts that have them in.
// https://opentelemetry.io/docs/specs/semconv/database/, https://opentelemetry.io/docs/specs/semconv/graphql/
import { currentNode } from "../context/nodes.js";
import type { LocalSpan } from "../model/local-span.js";
import { type Attributes, SpanKind } from "../model/span.js";
import { all, listen } from "./channels.js";
import { type ChannelRow, followChannel, type Message, type Operation } from "./tracing-channel.js";

/** A library that can be named. */
export type LibraryName = "graphql" | "ioredis" | "mysql2" | "redis";

/** Switches a library's spans on; returns what switches them off. */
export const LIBRARIES: Readonly<Record<LibraryName, () => () => void>> = {
  graphql: () => followAll([GRAPHQL_EXECUTE]),
  ioredis: () => followAll(redisRows("ioredis")),
  mysql2: followMysql,
  redis: () => followAll(redisRows("node-redis")),
};

function followAll(rows: readonly ChannelRow[], around?: () => LocalSpan | undefined): () => void {
  return all(rows.map((row) => followChannel(row, around)));
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

function database(system: string, operation: string, message: Message, more: Attributes = {}): Operation {
  const attributes: Attributes = {
    "db.system.name": system,
    "db.operation.name": operation,
    "db.namespace": text(message.database),
    "server.address": text(message.serverAddress),
    "server.port": typeof message.serverPort === "number" ? message.serverPort : undefined,
    ...more,
  };
  return { name: operation, kind: SpanKind.CLIENT, attributes };
}

// What a client says to the server by itself, as it connects.
const HANDSHAKE = /^(?:HELLO|AUTH|SELECT|CLIENT|INFO|READONLY)$/;

function redisRows(library: string): readonly ChannelRow[] {
  return [
    {
      channel: `${library}:command`,
      read: (message, isNested) => {
        const command = String(message.command).toUpperCase();
        if (!isNested && HANDSHAKE.test(command)) return undefined;
        return database("redis", command, message);
      },
    },
    {
      channel: `${library}:batch`,
      read: (message) =>
        database("redis", String(message.batchMode).toUpperCase(), message, {
          "db.operation.batch.size": Number(message.batchSize),
        }),
    },
  ];
}

/** The first word of a statement, after comments. */
function statementVerb(statement: unknown): string {
  const [, verb] = /^(?:\s|--[^\n]*\n|#[^\n]*\n|\/\*[\s\S]*?\*\/|\()*([a-z]+)/i.exec(String(statement)) ?? [];
  return verb?.toUpperCase() ?? "QUERY";
}

function mysqlRow(channel: string, textOf: (message: Message) => string | undefined): ChannelRow {
  return {
    channel,
    read: (message) =>
      database("mysql", statementVerb(message.query), message, { "db.query.text": textOf(message) }),
    finish: ({ error }) => ({
      "db.response.status_code": text((error as { errno?: unknown } | undefined)?.errno),
    }),
  };
}

// The text of `query` has the values in it already; `execute` sends them apart, and its text may be shown if it has any.
const MYSQL = [
  mysqlRow("mysql2:query", () => undefined),
  mysqlRow("mysql2:execute", ({ query, values }) =>
    Array.isArray(values) && values.length > 0 ? text(query) : undefined,
  ),
];

// A query that waits for a connection starts in the context of whoever gave one back. Where it was asked for one is told
// before, by the pool, and the query starts within the end of that.
function followMysql(): () => void {
  const asked = new WeakMap<Message, LocalSpan | undefined>();
  const waiting: (LocalSpan | undefined)[] = [];
  const pool = "tracing:mysql2:pool:connect";
  return all([
    listen(`${pool}:start`, (message: Message) => asked.set(message, currentNode())),
    listen(`${pool}:asyncStart`, (message: Message) => waiting.push(asked.get(message))),
    listen(`${pool}:asyncEnd`, () => waiting.pop()),
    followAll(MYSQL, () => (waiting.length > 0 ? waiting.at(-1) : currentNode())),
  ]);
}

const GRAPHQL_EXECUTE: ChannelRow = {
  channel: "graphql:execute",
  read: ({ operationType, operationName }) => {
    const type = text(operationType) ?? "operation";
    const attributes = { "graphql.operation.type": type, "graphql.operation.name": text(operationName) };
    return { name: type, kind: SpanKind.INTERNAL, attributes };
  },
  // Errors are part of a result.
  failure: ({ result }) => (result as { errors?: readonly unknown[] } | undefined)?.errors?.[0],
};
