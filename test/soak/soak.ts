// A service under all the load that the machine holds, and a collector that fails at random from a seed: samples of its heap,
// and what became of each span. `npm run test:soak -- --minutes 10 --seed 1`.
import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, get } from "node:http";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { faultyCollector } from "./faulty-collector.js";
import { type Slope, slopeOf } from "./slope.js";

/** What a soak is. */
export interface SoakOptions {
  readonly seconds: number;
  readonly seed: number;
  /** Share of the traces that is recorded. */
  readonly ratio: number;
}

/** What it found. */
export interface Soaked {
  readonly requests: number;
  readonly counts: Counts;
  /** Spans that the collector has taken, each once. */
  readonly arrived: number;
  readonly doubled: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Bytes of the heap a second, after the first fifth of the time. */
  readonly slope: Slope;
  /** Bytes. */
  readonly heap: { readonly first: number; readonly last: number };
  /** What was open after the shutdown, by Node's names. */
  readonly handles: readonly string[];
}

interface Counts {
  readonly ended: number;
  readonly exported: number;
  readonly dropped: Readonly<Record<string, number>>;
}

interface Sample {
  readonly heap: number;
  readonly counts: Counts;
  readonly handles?: readonly string[];
}

const PATHS = ["/work", "/many", "/fails", "/asks", "/open", "/work", "/work"];
const CONNECTIONS = 16;

/** Soaks for so long. */
export async function soak({ seconds, seed, ratio }: SoakOptions): Promise<Soaked> {
  const collector = await faultyCollector(seed);
  const child = fork(resolve("test/soak/service.mjs"), [collector.url, String(ratio)], {
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "inherit", "ignore", "ipc"],
  });
  const ask = async (word: string): Promise<Sample> => {
    const answered = once(child, "message");
    child.send(word);
    return (await answered)[0];
  };
  const [{ base }] = (await once(child, "message")) as [{ base: string }];
  const load = startLoad(base);
  const samples: Sample[] = [];
  for (let second = 0; second < seconds; second++) {
    await delay(1000);
    samples.push(await ask("sample"));
  }
  const requests = await load.stop();
  collector.heal();
  const last = await ask("end");
  await once(child, "exit");
  await collector.close();
  const steady = samples.slice(Math.floor(samples.length / 5)).map(({ heap }) => heap);
  return {
    requests,
    counts: last.counts,
    arrived: collector.arrived(),
    doubled: collector.doubled(),
    faults: collector.faults,
    slope: slopeOf(steady),
    heap: { first: steady[0] ?? 0, last: steady.at(-1) ?? 0 },
    handles: last.handles ?? [],
  };
}

/** As many requests at once as there are connections, one after the other on each. */
function startLoad(base: string): { stop(): Promise<number> } {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let count = 0;
  let isOver = false;
  const lane = async (): Promise<void> => {
    while (!isOver) await request(`${base}${PATHS[count++ % PATHS.length]}`, agent);
  };
  const lanes = Array.from({ length: CONNECTIONS }, lane);
  return {
    stop: async () => {
      isOver = true;
      await Promise.all(lanes);
      agent.destroy();
      return count;
    },
  };
}

function request(url: string, agent: Agent): Promise<void> {
  return new Promise((done, fail) => {
    get(url, { agent }, (response) => response.resume().on("end", done)).on("error", fail);
  });
}

/** What is wrong with a soak; an empty list if nothing is. */
export function verdict({ counts, arrived, slope, handles }: Soaked): readonly string[] {
  const { ended, exported, dropped } = counts;
  const lost = Object.values(dropped).reduce((sum, each) => sum + each, 0);
  const wrong: string[] = [];
  if (ended !== exported + lost) wrong.push(`${ended} ended, ${exported} exported and ${lost} dropped`);
  if (arrived < exported) wrong.push(`${exported} exported, and ${arrived} arrived`);
  if (slope.low > BYTES_A_SECOND) wrong.push(`the heap grows by ${Math.round(slope.value)} bytes a second`);
  if (handles.length > 0) wrong.push(`open after the shutdown: ${handles.join(", ")}`);
  return wrong;
}

/** A heap that grows by less is flat: ten minutes of it are 6 MB, less than what waits for an export comes and goes. */
const BYTES_A_SECOND = 10_000;

function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : Number(process.argv[at + 1]);
}

if (process.argv[1] === join(resolve(".tmp"), "soak.mjs")) {
  const found = await soak({
    seconds: option("minutes", 10) * 60,
    seed: option("seed", 1),
    ratio: option("ratio", 1),
  });
  console.log(JSON.stringify({ node: process.version, ...found }, null, 2));
  const wrong = verdict(found);
  for (const line of wrong) console.error(line);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
