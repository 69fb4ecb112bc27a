// What the viewer is asked to do in; how long it takes, out.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "./load.js";
import { startViewer, type Viewer } from "./viewer.js";

/** A row of the table. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
  readonly bar: string;
  readonly isMet: boolean;
}

/** A child that ends: what it printed. */
async function printed(entry: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ["scripts/run-ts.mjs", entry, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (part) => {
    text += part;
  });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error(`${entry} ended with ${status}`);
  return text;
}

async function inFolder<T>(use: (database: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "uno-trace-view-bench-"));
  try {
    return await use(join(folder, "traces.db"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Spans come at a steady rate: how many are stored, at what cost. */
export async function ingest(minutes: number, rate: number): Promise<readonly Figure[]> {
  return inFolder(async (database) => {
    const viewer = await startViewer("--db", database);
    const sizes: number[] = [];
    const before = viewer.cpu();
    const timer = setInterval(() => sizes.push(viewer.memory()), 1000);
    const sent = JSON.parse(
      await printed("bench/view/sender.ts", viewer.url, String(minutes * 60), "20", String(rate)),
    );
    clearInterval(timer);
    const stored = await settled(viewer);
    const share = (viewer.cpu() - before) / sent.seconds;
    await viewer.end();
    const [early, late] = [
      sizes.slice(sizes.length / 4, sizes.length / 2),
      sizes.slice((sizes.length * 3) / 4),
    ];
    const growth = median(late) / median(early);
    const perSecond = sent.spans / sent.seconds;
    return [
      {
        what: `received and stored in a file, one service, ${minutes} minutes`,
        figure: `${Math.round(perSecond).toLocaleString("en")} spans a second, ${sent.spans - stored} lost`,
        bar: "5,000 spans a second, none lost",
        isMet: perSecond >= 0.98 * rate && sent.spans === stored,
      },
      {
        what: "of a core meanwhile",
        figure: `${Math.round(share * 100)} %`,
        bar: "50 %",
        isMet: share <= 0.5,
      },
      {
        what: "memory in the last quarter, over the second quarter",
        figure: `${growth.toFixed(2)} (${Math.round(median(late) / 1e6)} MB)`,
        bar: "1.1",
        isMet: growth <= 1.1,
      },
    ];
  });
}

async function settled(viewer: Viewer): Promise<number> {
  for (let last = -1; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const { spans } = (await viewer.ask("/api/status")) as { spans: number };
    if (spans === last) return spans;
    last = spans;
  }
}

/** The program that sends, beside a receiver that drops everything: pairs, one after the other. */
export async function sender(rounds: number, seconds: number): Promise<readonly Figure[]> {
  const dropping = spawn(process.execPath, ["scripts/run-ts.mjs", "bench/view/drop.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(dropping.stdout, "data")) as [Buffer];
  const ratios: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const dropped = await throughput(line.toString().trim(), seconds);
      const kept = await inFolder(async (database) => {
        const viewer = await startViewer("--db", database);
        const measured = await throughput(viewer.url, seconds);
        await viewer.end();
        return measured;
      });
      ratios.push(kept / dropped);
    }
  } finally {
    dropping.stdin.end();
  }
  const ratio = median(ratios);
  return [
    {
      what: "calls of a program that sends about 5,000 spans a second, over those beside a receiver that drops them",
      figure: ratio.toFixed(3),
      bar: "0.99",
      isMet: ratio >= 0.99,
    },
  ];
}

/** As many calls as there can be, each of 200 microseconds. */
async function throughput(url: string, seconds: number): Promise<number> {
  const { spans, seconds: elapsed } = JSON.parse(
    await printed("bench/view/sender.ts", url, String(seconds), "200"),
  );
  return spans / elapsed;
}

/** Questions over many spans. */
export async function search(count: number, rounds: number): Promise<readonly Figure[]> {
  return inFolder(async (database) => {
    const viewer = await startViewer("--db", database, "--max-size", "100GB");
    await load(viewer.url, count);
    const time = async (paths: readonly string[]) => {
      const times: number[] = [];
      for (const path of paths) {
        const start = performance.now();
        await viewer.ask(path);
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b);
    };
    const paths = (make: (round: number) => string) =>
      Array.from({ length: rounds }, (_, round) => make(round));
    const query = (line: string) => `query=${encodeURIComponent(line)}`;
    await time(["/api/traces"]);
    const searched = await time([
      ...paths((round) => `/api/traces?${query(`attr.http.route="/cart/${round * 5}"`)}`),
      ...paths((round) => `/api/traces?${query(`attr.order.id="o-${round * 997}"`)}`),
    ]);
    const listed = await time(paths(() => "/api/traces?limit=50"));
    const bars = await time(paths(() => "/api/histogram"));
    const operations = await time(paths(() => "/api/operations"));
    await viewer.end();
    const many = count.toLocaleString("en");
    return [
      row(`search by an attribute over ${many} spans, 95th percentile`, at(searched, 0.95), 1000),
      row(`list of the newest 50 traces of ${many} spans, 95th percentile`, at(listed, 0.95), 300),
      row(`histogram of ${many} spans, 95th percentile`, at(bars, 0.95), 300),
      row(`operations of ${many} spans, 95th percentile`, at(operations, 0.95), 2000),
    ];
  });
}

/** Until it listens; and DuckDB alone, which is most of it. */
export async function start(rounds: number): Promise<readonly Figure[]> {
  const times: number[] = [];
  const alone: number[] = [];
  const code =
    'const { DuckDBInstance } = await import("@duckdb/node-api"); await (await DuckDBInstance.create(":memory:")).connect()';
  for (let round = 0; round < rounds; round++) {
    const viewer = await startViewer();
    times.push(viewer.readyMs);
    await viewer.end();
    const begun = performance.now();
    await once(spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: "inherit" }), "exit");
    alone.push(performance.now() - begun);
  }
  const rest = median(times) - median(alone);
  return [
    row("start of `uno-trace view` until it listens", median(times), 2000),
    row("the same without Node and DuckDB, which are loaded alone for comparison", Math.max(0, rest), 1000),
  ];
}

function row(what: string, milliseconds: number, bar: number): Figure {
  return { what, figure: `${Math.round(milliseconds)} ms`, bar: `${bar} ms`, isMet: milliseconds <= bar };
}

function median(numbers: readonly number[]): number {
  return at(
    [...numbers].sort((a, b) => a - b),
    0.5,
  );
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
