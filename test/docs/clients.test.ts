// docs/clients.md: its programs are run, and its list of names is that of the code.
import { expect, test } from "vitest";
import { INSTRUMENTATION_NAMES } from "../../runtime/instrumentation/instrument.js";
import { receive } from "../instrumentation/receiver.js";
import { readPage } from "./page.js";
import { runBlock } from "./run-block.js";

const PAGE = readPage("docs/clients.md");

test("orders.mjs prints the request below the span around it", async () => {
  const receiver = await receive();
  const { status, stderr } = await runBlock(PAGE, "orders.mjs", { env: { STOCK_URL: receiver.base } });
  await receiver.close();
  expect(status, stderr).toBe(0);
  expect(stderr).toMatch(/load stock.*\n.*└─ GET client/);
  expect(stderr).toContain(`url.full=${receiver.base}/stock/7?token=REDACTED  error.type=404`);
  expect(receiver.came[0]?.headers.traceparent).toMatch(/^00-/);
});

test("partners.mjs has a list that is understood", async () => {
  expect(await runBlock(PAGE, "partners.mjs")).toMatchObject({ status: 0 });
});

test("the table has every name", () => {
  const names = [...PAGE.matchAll(/^\| `"(\w+)"`/gm)].map(([, name]) => name);
  expect(names.sort()).toEqual([...INSTRUMENTATION_NAMES].sort());
});
