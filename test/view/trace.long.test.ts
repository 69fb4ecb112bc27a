// The screen of one trace in a real browser: what it shows of odd, failed and very large traces, by mouse and by keyboard, and for whom.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startChromium } from "../harness/chromium.js";
import { axeViolations, LOOKS, openPage, overflow, viewerWith } from "./browser.js";
import { below, ms, START, spanOf } from "./spans.js";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await startChromium();
  folder = mkdtempSync(join(tmpdir(), "uno-trace-screen-"));
  const lines = Array.from({ length: 40 }, (_, at) => `const line${at + 1} = "<b>${at + 1}</b>";`);
  writeFileSync(join(folder, "pay.ts"), lines.join("\n"));
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const at = (milliseconds: number) => ({ start: START + ms(milliseconds) });
const root = spanOf({ name: "checkout", service: "web", kind: 1, length: ms(300) });
const cart = below(root, { name: "load cart", service: "web", ...at(5), length: ms(60) });
const queries = Array.from({ length: 25 }, (_, index) =>
  below(cart, {
    name: "query",
    service: "stock",
    ...at(6 + index * 2),
    length: ms(1),
    status: index === 7 ? 2 : 0,
    attributes: { "db.row": index },
  }),
);
const elsewhere = spanOf({ name: "elsewhere" });
const charge = below(root, {
  name: "charge",
  service: "payments",
  kind: 2,
  ...at(80),
  length: ms(180),
  status: 2,
  statusMessage: "card declined",
  attributes: { "code.file.path": "pay.ts", "code.line.number": 20, amount: 1299 },
  events: [
    {
      name: "exception",
      time: START + ms(90),
      attributes: {
        "exception.type": "CardError",
        "exception.message": "card declined",
        "exception.stacktrace": "CardError: card declined\n    at charge (pay.ts:20:3)",
      },
    },
  ],
  links: [{ traceId: elsewhere.traceId, spanId: elsewhere.spanId, attributes: { why: "batch" } }],
});
const bank = below(charge, { name: "bank", service: "payments", ...at(70), length: ms(10) });
const TRACE = [root, cart, ...queries, charge, bank, elsewhere];

/** The names of the rows that are in the document, from the top. */
function rowsOf(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('[role="treegrid"] .grid-row')]
    .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
    .map((row) => row.querySelector(".grid-name").textContent)`);
}

const WHOLE = ["checkoutweb", "load cart", "25 ×query1 failed", "✗ charge failedpayments", "bank"];

async function openTrace(
  parts: Parameters<typeof viewerWith>[0] = TRACE,
  path = "",
  look = LOOKS[0] as (typeof LOOKS)[number],
) {
  const url = await viewerWith(parts, { folder });
  const page = await openPage(browser, `${url}/trace/${(parts[0] as typeof root).traceId}${path}`, look);
  const grid = page.getByRole("treegrid");
  await grid.or(page.getByRole("group", { name: "Flame graph" })).waitFor();
  return { page, grid, url };
}

describe("the waterfall", () => {
  test("is a tree grid: levels, what is open, how many, with repeated sites in one row", async () => {
    const { page, grid } = await openTrace();
    expect(await rowsOf(page)).toEqual(WHOLE);
    expect(await grid.getAttribute("aria-rowcount")).toBe("6");
    const row = page.getByRole("row", { name: /25 × query/ });
    expect([await row.getAttribute("aria-level"), await row.getAttribute("aria-expanded")]).toEqual([
      "3",
      "false",
    ]);
    expect(await row.textContent()).toContain("Σ 25.0ms≤ 1.00ms");
    await row.click();
    expect(await grid.getAttribute("aria-rowcount")).toBe("31");
    expect((await rowsOf(page)).slice(2, 4)).toEqual(["25 ×query1 failed", "querystock"]);
    await page.getByRole("button", { name: "Group repeats" }).click();
    expect((await rowsOf(page)).slice(0, 4)).toEqual([
      "checkoutweb",
      "load cart",
      "querystock",
      "querystock",
    ]);
    expect(await page.getByRole("row", { name: /^checkout/ }).textContent()).toContain("300ms60.0ms");
  });

  test("hides what does not match the query line, or is short, and says what is wrong with a line", async () => {
    const { page } = await openTrace();
    const filter = page.getByRole("searchbox", { name: "Filter spans" });
    await filter.fill("status:error");
    await page.getByText("2 of 29").waitFor();
    expect(await rowsOf(page)).toEqual([
      "checkoutweb",
      "load cart",
      "✗ query failedstock",
      "✗ charge failedpayments",
    ]);
    await filter.fill("attr.db.row>=23");
    await page.getByText("2 of 29").waitFor();
    await page.getByRole("row", { name: /2 × query/ }).waitFor();
    await filter.fill("nme:x");
    await page.getByText('there is no field "nme"').waitFor();
    await filter.fill("");
    await page.getByRole("row", { name: /bank/ }).waitFor();
    await page.getByRole("combobox", { name: "Hide below" }).selectOption("10%");
    await page.getByRole("row", { name: /bank/ }).waitFor({ state: "detached" });
    expect(await rowsOf(page)).toEqual(["checkoutweb", "load cart", "✗ charge failedpayments"]);
  });

  test("shows an attribute beside the names", async () => {
    const { page } = await openTrace();
    await page.getByRole("combobox", { name: "Attribute" }).focus();
    await page.getByRole("combobox", { name: "Attribute" }).selectOption("amount");
    await page.getByRole("gridcell", { name: "1299" }).waitFor();
    expect(await page.getByRole("columnheader", { name: "amount" }).count()).toBe(1);
  });

  test("shows all of a span, with its stack, links that lead on, and the source at its line", async () => {
    const { page, url } = await openTrace();
    await page.getByRole("row", { name: /charge/ }).click();
    const details = page.getByRole("complementary", { name: "Span" });
    await details.getByText("CardError: card declined").waitFor();
    for (const text of ["180ms", "client", "amount", "1299", "exception.type"])
      expect(await details.textContent()).toContain(text);
    await details.getByText("const line20").waitFor();
    expect(await details.locator(".code-line.here").textContent()).toContain('line20 = "<b>20</b>"');
    expect(await details.getByRole("link", { name: "Open in editor" }).getAttribute("href")).toMatch(
      /^\w[\w-]*:\/\/.*pay\.ts/,
    );
    expect(page.url()).toBe(`${url}/trace/${root.traceId}?span=${charge.spanId}`);
    await page.getByRole("row", { name: /bank/ }).click();
    await details.getByText("clocks of the two disagree").waitFor();
    await page.getByRole("row", { name: /charge/ }).click();
    await details.getByRole("link", { name: elsewhere.traceId }).click();
    await page.getByRole("heading", { name: "elsewhere", level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "checkout", level: 1 }).waitFor();
    expect(await page.getByRole("row", { name: /charge/ }).getAttribute("aria-selected")).toBe("true");
  });

  test("is walked by keys alone", async () => {
    const { page, grid } = await openTrace();
    await grid.focus();
    const selected = async () => {
      const id = await grid.getAttribute("aria-activedescendant");
      return id === null ? null : page.locator(`#${id} .grid-name`).textContent();
    };
    const steps: readonly (readonly [key: string, row: string | null])[] = [
      ["ArrowDown", "checkoutweb"],
      ["ArrowDown", "load cart"],
      ["ArrowRight", "25 ×query1 failed"],
      ["ArrowRight", "25 ×query1 failed"],
      ["ArrowRight", "querystock"],
      ["ArrowLeft", "25 ×query1 failed"],
      ["ArrowLeft", "25 ×query1 failed"],
      ["End", "bank"],
      ["ArrowLeft", "✗ charge failedpayments"],
      ["Home", "checkoutweb"],
      ["e", "25 ×query1 failed"],
      ["e", "✗ charge failedpayments"],
      ["z", "✗ charge failedpayments"],
    ];
    for (const [key, row] of steps) {
      await page.keyboard.press(key);
      expect([key, await selected()]).toEqual([key, row]);
    }
    const ticks = () => page.locator(".ticks").textContent();
    const zoomed = await ticks();
    await page.keyboard.press("0");
    expect(await ticks()).not.toBe(zoomed);
    await page.keyboard.press("*");
    expect(await rowsOf(page)).toEqual(["checkoutweb", "load cart", "✗ charge failedpayments"]);
    await page.keyboard.press("Enter");
    const details = page.getByRole("complementary", { name: "Span" });
    await details.waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "detached" });
    expect(await page.evaluate("document.activeElement.role")).toBe("treegrid");
  });

  test("has each span of a cycle and of doubled roots, and no row for a trace that is not there", async () => {
    const ids = ["aa".repeat(8), "bb".repeat(8)] as const;
    const a = spanOf({ name: "a", spanId: ids[0], parentId: ids[1] });
    const b = below(a, { name: "b", spanId: ids[1], start: START + 1n });
    const { page, url } = await openTrace([a, b, below(a, { name: "orphan", parentId: "cc".repeat(8) })]);
    expect([...(await rowsOf(page))].sort()).toEqual(["ashop", "b", "orphanshop"]);
    await page.goto(`${url}/trace/123`).catch(() => undefined);
    await page.getByText('there is no trace "123" here').waitFor();
  }, 60_000);

  test("stays quick with 100,000 spans: few are in the document, and the last one is a key away", async () => {
    const spans = [root];
    for (let index = 1; index < 100_000; index++) {
      const parent = spans[(index * 7919) % Math.min(index, 5000)] as typeof root;
      spans.push(
        below(parent, {
          name: `step ${index % 40}`,
          start: START + BigInt(index),
          length: ms(1 + (index % 50)),
        }),
      );
    }
    const { page, grid } = await openTrace(spans);
    await page.getByText("100,000 spans").waitFor();
    await page.getByRole("button", { name: "Group repeats" }).click();
    expect(await grid.getAttribute("aria-rowcount")).toBe("100001");
    expect((await rowsOf(page)).length).toBeLessThan(60);
    await grid.focus();
    await page.keyboard.press("End");
    await page.locator('[aria-rowindex="100001"][aria-selected="true"]').waitFor();
    await page.getByRole("button", { name: "Call tree" }).click();
    await page.getByRole("treegrid", { name: "Calls by site" }).waitFor();
    await page.getByRole("button", { name: "Flame graph" }).click();
    await page.getByRole("group", { name: "Flame graph" }).waitFor();
  });
});

describe("flames and calls", () => {
  test("are walked by keys, and lead to the longest span", async () => {
    const { page } = await openTrace(TRACE, "?view=flames");
    await page.getByRole("group", { name: "Flame graph" }).focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    await page.getByText(/load cart.*1 call, total 60\.0ms, self 35\.0ms/).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.getByText(/query.*25 calls, total 25\.0ms.*1 error/).waitFor();
    await page.keyboard.press("z");
    await page.keyboard.press("0");
    await page.keyboard.press("Enter");
    await page.getByRole("treegrid", { name: "Spans" }).waitFor();
    expect(await page.locator('[aria-selected="true"] .grid-name').textContent()).toContain("query");
  });

  test("count all calls of one site", async () => {
    const { page } = await openTrace(TRACE, "?view=calls");
    const grid = page.getByRole("treegrid", { name: "Calls by site" });
    expect(await rowsOf(page)).toEqual([
      "checkout",
      "charge1 failedpay.ts:20",
      "bank",
      "load cart",
      "query1 failed",
    ]);
    expect(await page.getByRole("row", { name: /query/ }).textContent()).toContain("2525.0ms25.0ms1.00ms");
    await grid.focus();
    for (const key of ["End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
    expect((await rowsOf(page)).at(-1)).toBe("load cart");
    await page.getByRole("searchbox", { name: "Filter spans" }).fill("bank");
    await page.getByText("1 of 29").waitFor();
    expect(await rowsOf(page)).toEqual(["checkout", "charge1 failedpay.ts:20", "bank"]);
  });
});

describe.each(LOOKS)("at $width pixels, $colorScheme,", (look) => {
  test.each(["waterfall", "flames", "calls"])(
    "the %s and the details have nothing that axe-core finds, and fit",
    async (view) => {
      const { page } = await openTrace(TRACE, `?span=${charge.spanId}&view=${view}`, look);
      await page.getByText("const line20").waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    },
  );
});
