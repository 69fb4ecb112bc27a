// A traced program: prints which span OpenTelemetry's API says is active at each point, and what it returned.
import { setTimeout as delay } from "node:timers/promises";
import { trace as api } from "@opentelemetry/api";
import { getCurrentSpan, getTracer, trace } from "uno-trace/runtime";

const points: Record<string, string> = {};

function mark(label: string): void {
  const id = api.getActiveSpan()?.spanContext().spanId ?? "none";
  points[label] = id === (getCurrentSpan()?.spanId ?? "none") ? id : `${id}, not ${getCurrentSpan()?.spanId}`;
}

// @trace
function leaf(label: string): void {
  mark(label);
}

// @trace
async function item(n: number): Promise<void> {
  mark(`item ${n}`);
  await delay(n * 5);
  mark(`item ${n} later`);
  leaf(`leaf of item ${n}`);
  await delay(1);
  mark(`item ${n} last`);
}

// @trace
function* numbers(): Generator<number> {
  mark("generator");
  yield 1;
  leaf("leaf of generator");
  yield 2;
  mark("generator last");
}

// @trace
async function* letters(): AsyncGenerator<string> {
  yield "a";
  await delay(1);
  leaf("leaf of async generator");
  yield "b";
}

// @trace root
function aside(): void {
  mark("aside");
}

// @trace
async function fails(): Promise<never> {
  await delay(1);
  throw new TypeError("boom");
}

// @trace min=1s
function brief(): void {}

// A lazy thenable: its `then` is called when it is awaited, and has to run inside.
const query = {
  // biome-ignore lint/suspicious/noThenProperty: it is what is tested
  then(resolve: (value: string) => void): void {
    leaf("leaf of thenable");
    resolve("rows");
  },
};

// @trace
async function reads(): Promise<string> {
  const rows = (await query) as unknown as string;
  mark("after thenable");
  return rows;
}

const wrapped = trace({ name: "wrapped" }, (label: string) => mark(label));

async function byHand(): Promise<void> {
  await getTracer().withSpan("with span", async () => {
    await delay(1);
    leaf("leaf of with span");
  });
  const span = getTracer().createSpan("created");
  leaf("leaf of created");
  span[Symbol.dispose]();
  wrapped("in wrapped");
}

// @trace kind=client args=id result=state attr.team=payments
async function order(id: string): Promise<{ state: string; header: string }> {
  await Promise.all([item(2), item(1)]);
  mark("after all");
  for (const n of numbers()) mark(`consumer of ${n}`);
  for await (const letter of letters()) mark(`consumer of ${letter}`);
  aside();
  brief();
  await fails().catch(() => {});
  await reads();
  await api.getTracer("app").startActiveSpan("foreign", async (span) => {
    leaf("leaf of foreign");
    await delay(1);
    leaf("later leaf of foreign");
    getCurrentSpan()?.setAttribute("seen", "yes");
    span.end();
  });
  await byHand();
  getCurrentSpan()?.setAttribute("step", "done").addEvent("packed", { boxes: 2 });
  const response = await fetch(process.env.TARGET as string);
  const header = await response.text();
  mark("order last");
  return { state: `paid ${id}`, header };
}

mark("before");
const ordered = order("7");
mark("caller");
void ordered.then((result) => {
  mark("after");
  console.log(JSON.stringify({ points, ...result }));
});
