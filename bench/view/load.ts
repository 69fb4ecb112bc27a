// How many spans in; a viewer's address gets them, as a shop's programs would send them, in OTLP's JSON.

const SERVICES = ["web", "shop", "stock", "billing"];
const OPERATIONS = ["GET /cart", "POST /checkout", "query", "render", "charge", "reserve", "load", "save"];
/** Spans of a trace, and of a request. */
const OF_TRACE = 20;
const OF_REQUEST = 4000;

/** Sends so many spans that lie in the last hour, and waits until they are stored. */
export async function load(url: string, count: number): Promise<void> {
  const start = BigInt(Date.now() - 3_600_000) * 1_000_000n;
  const step = 3_500_000_000_000n / BigInt(count);
  for (let from = 0; from < count; from += OF_REQUEST) {
    const size = Math.min(OF_REQUEST, count - from);
    const spans = Array.from({ length: size }, (_, index) =>
      spanOf(from + index, start + step * BigInt(from + index)),
    );
    await post(`${url}/v1/traces`, requestOf(spans, from / OF_REQUEST));
  }
  await until(url, count);
}

async function post(url: string, body: string): Promise<void> {
  for (;;) {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    await response.text();
    if (response.ok) return;
    if (response.status !== 503) throw new Error(`the viewer answered ${response.status}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function until(url: string, count: number): Promise<void> {
  for (;;) {
    const { spans } = (await (await fetch(`${url}/api/status`)).json()) as { spans: number };
    if (spans >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function requestOf(spans: readonly object[], number: number): string {
  const service = SERVICES[number % SERVICES.length] as string;
  const resource = { attributes: [text("service.name", service), text("host.name", `host-${number % 7}`)] };
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "bench" }, spans }] }] });
}

/** Deterministic, and with many values of each attribute. */
function spanOf(index: number, start: bigint): object {
  const root = index - (index % OF_TRACE);
  const length = BigInt(20_000 + ((index * 7919) % 997) ** 2 * 30);
  const line = 1 + (index % OPERATIONS.length);
  return {
    traceId: (root / OF_TRACE + 1).toString(16).padStart(32, "0"),
    spanId: (index + 1).toString(16).padStart(16, "0"),
    ...(index === root ? {} : { parentSpanId: (root + 1).toString(16).padStart(16, "0") }),
    name: OPERATIONS[index % OPERATIONS.length],
    kind: 1 + (index % 5),
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + length),
    attributes: [
      text("http.route", `/cart/${index % 211}`),
      text("order.id", `o-${index}`),
      text("code.file.path", `src/step${line}.ts`),
      { key: "code.line.number", value: { intValue: String(line) } },
    ],
    status: index % 97 === 0 ? { code: 2, message: "out of stock" } : {},
  };
}

function text(key: string, stringValue: string): object {
  return { key, value: { stringValue } };
}
