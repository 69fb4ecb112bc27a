// A real DuckDB whose disk is full for a while in; that no span is lost before the viewer ends, and what is said then, out.
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { expect, onTestFinished, test } from "vitest";
import type { Span } from "../../view/model/span.js";
import { TABLES } from "../../view/store/duckdb/schema.js";
import { Writer } from "../../view/store/duckdb/writer.js";
import { spanOf } from "./spans.js";

/** A writer whose commits fail while `isFull`. */
async function writerOnDisk() {
  const instance = await DuckDBInstance.create(":memory:");
  onTestFinished(() => instance.closeSync());
  const [real, reader] = [await instance.connect(), await instance.connect()];
  await real.run(TABLES.join(";"));
  const disk = { isFull: false };
  const connection = {
    createAppender: (table: string) => real.createAppender(table),
    closeSync: () => real.closeSync(),
    runAndReadAll: (sql: string, values?: DuckDBValue[]) => real.runAndReadAll(sql, values),
    run: (sql: string) =>
      disk.isFull && sql.startsWith("COMMIT") ? Promise.reject(new Error("No space left")) : real.run(sql),
  } as unknown as DuckDBConnection;
  const told = { stored: [] as Span[], failed: [] as string[], lost: [] as number[] };
  const writer = new Writer(connection, 0n, {
    stored: (spans) => void told.stored.push(...spans),
    failed: ({ message }) => void told.failed.push(message),
    lost: (count) => void told.lost.push(count),
  });
  const count = async (table: string) =>
    Number((await reader.runAndReadAll(`SELECT count(*) FROM ${table}`)).value(0, 0));
  return { writer, disk, told, count, connection };
}

test("spans wait while the disk is full, and are stored once it is not, each once", async () => {
  const { writer, disk, told, count } = await writerOnDisk();
  disk.isFull = true;
  const spans = [
    spanOf({ resource: { "service.name": "a" } }),
    spanOf({ resource: { "service.name": "b" } }),
  ];
  writer.add(spans);
  await writer.flush();
  await writer.flush();
  expect(told).toMatchObject({ stored: [], failed: ["No space left", "No space left"] });
  expect(await count("spans")).toBe(0);
  disk.isFull = false;
  await writer.flush();
  expect(told.stored).toEqual(spans);
  // What a failed batch had numbered is numbered again.
  expect([await count("spans"), await count("resources")]).toEqual([2, 2]);
  await writer.close();
  expect(told.lost).toEqual([]);
});

test("it tries again by itself", async () => {
  const { writer, disk, told } = await writerOnDisk();
  disk.isFull = true;
  writer.add([spanOf()]);
  await writer.flush();
  disk.isFull = false;
  for (let tries = 0; told.stored.length === 0 && tries < 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(told.stored).toHaveLength(1);
  await writer.close();
});

test("what cannot be stored until the end is counted", async () => {
  const { writer, disk, told } = await writerOnDisk();
  disk.isFull = true;
  writer.add([spanOf(), spanOf(), spanOf()]);
  await writer.close();
  expect(told).toMatchObject({ stored: [], lost: [3] });
});

test("others are served while many spans are stored", async () => {
  const { writer, connection } = await writerOnDisk();
  let rows = 0;
  let most = 0;
  const { createAppender } = connection;
  connection.createAppender = async (table: string) => {
    const appender = await createAppender(table);
    const { endRow } = appender;
    appender.endRow = () => {
      most = Math.max(most, ++rows);
      return endRow.call(appender);
    };
    return appender;
  };
  let isDone = false;
  const tick = (): void => {
    rows = 0;
    if (!isDone) setImmediate(tick);
  };
  setImmediate(tick);
  writer.add(
    Array.from({ length: 3000 }, () => spanOf({ events: [{ name: "e", time: 1n, attributes: {} }] })),
  );
  await writer.flush();
  isDone = true;
  expect(most).toBeGreaterThan(100);
  expect(most).toBeLessThan(600);
  await writer.close();
});
