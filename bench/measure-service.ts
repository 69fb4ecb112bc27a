// A service with ten traced functions under load: untraced, with uno-trace, with OpenTelemetry's SDK by hand.
import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { buildService, loadGenerator } from "./prepare.js";

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

/** What one service did in one round. */
export interface Load {
  /** Requests a second. */
  readonly throughput: number;
  /** Milliseconds within which 99 of 100 requests were answered. */
  readonly p99: number;
  /** CPU time of the service's process for each request, microseconds. */
  readonly cpu: number;
  /** Spans that reached the receiver for each request; warming up and what was under way at the end included. */
  readonly spans: number;
}

const CONNECTIONS = 20;
const WARM_UP_SECONDS = 2;
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
  const receiver = fork(programs.get("receiver") as string, { execPath: node });
  const store = fork(programs.get("store") as string, { execPath: node });
  const { port: storePort } = await answerOf<{ port: number }>(store);
  const endpoint = `http://127.0.0.1:${(await answerOf<{ port: number }>(receiver)).port}`;
  const loads: Load[][] = [];
  try {
    for (let round = 1; round <= rounds; round++) {
      const row: Load[] = [];
      for (const { peer, share } of SERVICES) {
        note(`round ${round} of ${rounds}: service, ${peer}, ${share}`);
        const service = fork(programs.get(peer) as string, [String(share)], {
          execPath: node,
          env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, STORE_PORT: String(storePort) },
        });
        row.push(await measure(service, receiver, seconds));
      }
      loads.push(row);
    }
  } finally {
    receiver.kill();
    store.kill();
  }
  return loads;
}

async function measure(service: ChildProcess, receiver: ChildProcess, seconds: number): Promise<Load> {
  try {
    const { port } = await answerOf<{ port: number }>(service);
    const before = (await ask<{ count: number }>(receiver)).count;
    const warm = await fire(port, WARM_UP_SECONDS);
    const cpuBefore = (await ask<{ cpu: number }>(service)).cpu;
    const { requests, latency, non2xx, errors } = await fire(port, seconds);
    if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed`);
    const cpu = ((await ask<{ cpu: number }>(service)).cpu - cpuBefore) / requests.total;
    const { count } = await ask<{ count: number }>(receiver);
    const spans = (count - before) / (requests.total + warm.requests.total);
    return { throughput: requests.average, p99: latency.p99, cpu, spans };
  } finally {
    service.kill();
    await once(service, "exit");
  }
}

interface Shots {
  readonly requests: { readonly average: number; readonly total: number };
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

function ask<T>(child: ChildProcess): Promise<T> {
  child.send("figures");
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
