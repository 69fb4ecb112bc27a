// A program for instrumented.test.ts: a server with a database, and clients of it; every named function may be traced.
import { get } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Request, type Response } from "express";
import pg from "pg";

const pool = new pg.Pool({
  host: "127.0.0.1",
  port: Number(process.env.DATABASE_PORT),
  user: "postgres",
  password: "postgres",
  database: "postgres",
  max: 1,
});

async function loadOrder(id: string): Promise<unknown> {
  const { rows } = await pool.query("SELECT $1::int AS id, 'book' AS title", [id]);
  return rows[0];
}

async function inTransaction(): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT * FROM nothing");
    return "never";
  } catch (error) {
    await client.query("ROLLBACK");
    return (error as Error).message;
  } finally {
    client.release();
  }
}

async function showOrder(request: Request, response: Response): Promise<void> {
  response.json(await loadOrder(String(request.params.id)));
}

async function failOrder(_: Request, response: Response): Promise<void> {
  response.status(500).send(await inTransaction());
}

function askByHttp(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve(text));
    }).on("error", reject);
  });
}

async function askByFetch(url: string): Promise<string> {
  const response = await fetch(url);
  return response.text();
}

/** Both clients and both routes. */
async function visit(origin: string): Promise<readonly string[]> {
  return [
    await askByHttp(`${origin}/orders/7`),
    await askByFetch(`${origin}/orders/8`),
    await askByFetch(`${origin}/broken`),
    await askByHttp("http://127.0.0.1:1/").catch((error: { code: string }) => error.code),
  ];
}

async function main(): Promise<void> {
  const app = express();
  app.get("/orders/:id", showOrder);
  app.get("/broken", failOrder);
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const answers = await visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  console.log(JSON.stringify(answers));
  server.close();
  server.closeAllConnections();
  await pool.end();
}

void main();
