// PostgreSQL's LISTEN and NOTIFY by pg: a text, of which one field is for the headers. It delivers once, or never.
import { once } from "node:events";
import pg from "pg";

export const system = "postgresql";
export const foreign = (traceparent) => ({ TraceParent: traceparent });
export const carrier = () => ({});

export async function open(connectionString, name) {
  const client = new pg.Client({ connectionString });
  const pool = new pg.Pool({ connectionString });
  await client.connect();
  await client.query(`LISTEN "${name}"`);
  const waiting = [];
  const listen = (handler) => client.on("notification", ({ payload }) => handler(JSON.parse(payload)));
  return {
    send: (body, headers) =>
      pool.query("SELECT pg_notify($1, $2)", [name, JSON.stringify({ body, headers })]),
    consume: async (handler) => void listen((message) => handler(message).catch(() => {})),
    async take(count) {
      listen((message) => waiting.push(message));
      while (waiting.length < count) await once(client, "notification");
      return { messages: waiting, settle: () => {} };
    },
    close: () => Promise.all([client.end(), pool.end()]),
  };
}
