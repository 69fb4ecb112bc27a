// A service with ten traced functions under load: untraced, with uno-trace, with OpenTelemetry's SDK by hand.
import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { buildService, loadGenerator } from "../prepare.js";

/** One measured service. */
export interface Service {
  readonly peer: "plain" | "context" | "uno-trace" | "opentelemetry";
  /** The share of traces that are recorded. */
  readonly share: number;
}

/** All that is compared; the first is what the others are compared with. */
export const SERVICES: readonly Service[] = [
  { peer: "plain", share: 0 },
  { peer: "context", share: 0 },
  { peer: "uno-trace", share: 0.1 },
  { peer: "uno-trace", share: 1 },
  { peer: "opentelemetry", share: 0.1 },
  { peer: "opentelemetry", share: 1 },
];

/** What one service did in one turn, or in the turns of a round: then the means. */
export interface Load {
  /** Requests a second. */
  readonly throughput: number;
  /** Milliseconds within which 99 of 100 requests were answered. */
  readonly p99: number;
  /** CPU time of the service's process for each request, microseconds. */
  readonly cpu: number;
  /** Spans that reached the receiver for each request; some of them belong to requests of the turn before. */
  readonly spans: number;
}

const CONNECTIONS = 20;
const WARM_UP_SECONDS = 2;
/** The services of a round take turns: what slows the machine for some seconds slows them all. */
const TURNS = 4;
const ORDER = {
  customer: "c-7",
  lines: Array.from({ length: 20 }, (_, index) => ({ sku: `sku-${index * 7}`, quantity: index + 1 })),
};

/** Measures all services in rounds; in each round every one is a new process. */
export async function measureServices(
  { rounds, seconds, node }: { readonly rounds: number; readonly seconds: number; readonly node: string },
  note: (text: string) => void,
): Promise<Load[][]> {
  const programs = new Map<string, string>();
  for (const name of ["receiver", "store", ...SERVICES.map(({ peer }) => peer)])
    programs.set(name, await buildService(name, name === "uno-trace"));
  const start = (name: string, share = 0, env: Record<string, string> = {}) =>
    fork(programs.get(name) as string, [String(share)], { execPath: node, env: { ...process.env, ...env } });
  const receiver = start("receiver");
  const store = start("store");
  const { port: storePort } = await answerOf<{ port: number }>(store);
  const endpoint = `http://127.0.0.1:${(await answerOf<{ port: number }>(receiver)).port}`;
  const envOf = (index: number) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/${index}`,
    STORE_PORT: String(storePort),
  });
  const loads: Load[][] = [];
  try {
    for (let round = 1; round <= rounds; round++) {
      note(`round ${round} of ${rounds}: services`);
      const services = SERVICES.map(({ peer, share }, index) => start(peer, share, envOf(index)));
      loads.push(await measureRound(services, receiver, seconds));
    }
  } finally {
    receiver.kill();
    store.kill();
  }
  return loads;
}

/** Measures services turn by turn; ends them. */
async function measureRound(
  services: readonly ChildProcess[],
  receiver: ChildProcess,
  seconds: number,
): Promise<Load[]> {
  try {
    const under: { service: ChildProcess; port: number; turns: Load[] }[] = [];
    for (const service of services)
      under.push({ service, port: (await answerOf<{ port: number }>(service)).port, turns: [] });
    for (const { port } of under) await fire(port, WARM_UP_SECONDS);
    for (let turn = 0; turn < TURNS; turn++)
      for (const [index, { service, port, turns }] of under.entries()) {
        const countSpans = async () => (await ask<{ count: number }>(receiver, String(index))).count;
        turns.push(await measureTurn(service, port, countSpans, seconds));
      }
    return under.map(({ turns }) => meanOf(turns));
  } finally {
    // The next round starts when they are gone: some export what they have left before.
    await Promise.all(services.map(end));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill();
  await ended;
}

async function measureTurn(
  service: ChildProcess,
  port: number,
  countSpans: () => Promise<number>,
  seconds: number,
): Promise<Load> {
  const before = await countSpans();
  const cpuBefore = (await ask<{ cpu: number }>(service)).cpu;
  const { requests, duration, latency, non2xx, errors } = await fire(port, seconds);
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed`);
  const cpu = ((await ask<{ cpu: number }>(service)).cpu - cpuBefore) / requests.total;
  const spans = ((await countSpans()) - before) / requests.total;
  return { throughput: requests.total / duration, p99: latency.p99, cpu, spans };
}

function meanOf(turns: readonly Load[]): Load {
  const mean = (read: (load: Load) => number) =>
    turns.reduce((sum, load) => sum + read(load), 0) / turns.length;
  return {
    throughput: mean(({ throughput }) => throughput),
    p99: mean(({ p99 }) => p99),
    cpu: mean(({ cpu }) => cpu),
    spans: mean(({ spans }) => spans),
  };
}

interface Shots {
  readonly requests: { readonly total: number };
  /** Seconds. */
  readonly duration: number;
  readonly latency: { readonly p99: number };
  readonly non2xx: number;
  readonly errors: number;
}

async function fire(port: number, seconds: number): Promise<Shots> {
  const load = ["-c", String(CONNECTIONS), "-d", String(seconds), "-m", "POST", "-j", "--no-progress"];
  const body = ["-H", "content-type=application/json", "-b", JSON.stringify(ORDER)];
  const url = `http://127.0.0.1:${port}/orders`;
  const { stdout } = await promisify(execFile)(process.execPath, [loadGenerator(), ...load, ...body, url]);
  return JSON.parse(stdout);
}

function ask<T>(child: ChildProcess, question = "figures"): Promise<T> {
  child.send(question);
  return answerOf<T>(child);
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`a process of the service ended with ${code}`);
  });
  try {
    const [message] = await Promise.race([once(child, "message", { signal }), ended]);
    return message as T;
  } finally {
    ended.catch(() => undefined);
    waiting.abort();
  }
}
