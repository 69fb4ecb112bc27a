// docs/clients.md: its programs are run, and its list of names is that of the code.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { INSTRUMENTATION_NAMES } from "../../runtime/instrumentation/instrument.js";
import { receive } from "../instrumentation/receiver.js";
import { run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { blocksOf, readPage } from "./page.js";

const PAGE = readPage("docs/clients.md");

async function runOfPage(name: string, env: Readonly<Record<string, string>>) {
  mkdirSync(join(REPOSITORY, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(REPOSITORY, ".tmp/clients-"));
  try {
    const block = blocksOf(PAGE).find(({ file }) => file === name);
    writeFileSync(join(folder, name), block?.text ?? "");
    return await run([name], { cwd: folder, env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("orders.mjs prints the request below the span around it", async () => {
  const receiver = await receive();
  const { status, stderr } = await runOfPage("orders.mjs", { STOCK_URL: receiver.base });
  await receiver.close();
  expect(status, stderr).toBe(0);
  expect(stderr).toMatch(/load stock.*\n.*└─ GET client/);
  expect(stderr).toContain(`url.full=${receiver.base}/stock/7?token=REDACTED  error.type=404`);
  expect(receiver.came[0]?.headers.traceparent).toMatch(/^00-/);
});

test("partners.mjs has a list that is understood", async () => {
  expect(await runOfPage("partners.mjs", {})).toMatchObject({ status: 0 });
});

test("the table has every name", () => {
  const names = [...PAGE.matchAll(/^\| `"(\w+)"`/gm)].map(([, name]) => name);
  expect(names.sort()).toEqual([...INSTRUMENTATION_NAMES].sort());
});
