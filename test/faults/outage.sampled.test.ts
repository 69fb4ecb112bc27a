// A collector that is away while a program ends 2,000 spans a second: what arrives, what it costs the program.
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { isSample } from "../harness/sample.js";
import { collect } from "./collector.js";
import { writeFigures } from "./figures.js";
import { startProgram } from "./program.js";

const RATE = 2000;
/** Seconds that the collector is away. */
const AWAY = isSample ? 4 : 60;

it(`loses nothing in ${AWAY} seconds without a collector`, async () => {
  const collector = await collect();
  const program = startProgram("outage.mjs", [collector.url, String(RATE), String(RATE * (AWAY + 30))]);
  await delay(2000);
  const before = await program.ask("report");
  await collector.close();
  await delay(AWAY * 1000);
  const away = await program.ask("report");
  const back = await collect(collector.port, collector.seen);
  await delay(isSample ? 1000 : 6000);
  const { counts } = await program.ask("end");
  await back.close();
  expect(counts.ended).toBeGreaterThan(RATE * AWAY * 0.5);
  expect(counts).toMatchObject({ exported: counts.ended, dropped: { queueFull: 0, failed: 0, unsent: 0 } });
  expect(back.seen.size).toBe(counts.ended);
  expect(back.doubled()).toBe(0);
  writeFigures("outage", {
    seconds: AWAY,
    ended: counts.ended,
    arrived: back.seen.size,
    "memory before (MB)": before.megabytes,
    "memory while away (MB)": away.megabytes,
    "p99 of a call before (µs)": before.p99,
    "p99 of a call while away (µs)": away.p99,
  });
});
