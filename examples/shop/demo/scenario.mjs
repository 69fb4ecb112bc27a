// A morning in the shop: starts both services, sends four requests, and returns the trace of each.
import { startService } from "./service.mjs";
import { step } from "./steps.mjs";
import { byTrace } from "./traces.mjs";

const line = (sku, quantity) => ({ sku, quantity });

const requests = [
  {
    about: "A listing: an async generator reads the products page by page.",
    path: "/products",
  },
  {
    about: "An order that works: both lines are reserved in one database transaction.",
    path: "/orders",
    body: { customer: "Ada", lines: [line("beans-250", 10), line("filter-02", 1)] },
  },
  {
    about: "An order that fails: deep inside inventory its second line is out of stock.",
    path: "/orders",
    body: { customer: "Grace", lines: [line("filter-02", 2), line("mug-black", 1)] },
  },
  {
    about: "A slow order: checkFraud has min=100ms and is shown only when it is slow.",
    path: "/orders",
    body: { customer: "Edsger", lines: [line("kettle-gn", 5)] },
  },
];

/** Uses the shop that was built into a folder; returns each request with its answer and its spans. */
export async function useShop(dist, signal) {
  const inventory = await startService(`${dist}/inventory/main.js`, {}, signal);
  const orders = await startService(`${dist}/orders/main.js`, { INVENTORY_URL: inventory.url }, signal);
  const answers = [];
  for (const { path, body } of requests) answers.push(await send(orders.url + path, body, signal));
  await orders.stop();
  await inventory.stop();
  const traces = byTrace([...orders.spans, ...inventory.spans]);
  return requests.map((request, index) => ({ ...request, ...answers[index], spans: traces[index] ?? [] }));
}

async function send(url, body, signal) {
  const method = body ? "POST" : "GET";
  const fetched = fetch(url, { method, body: body && JSON.stringify(body), signal });
  const answered = fetched.then(async (response) => ({
    method,
    status: response.status,
    answer: await response.text(),
  }));
  return step(`the request ${method} ${url}`, answered);
}
