// Operations, comparing and the map of services in a real browser.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startChromium } from "../harness/chromium.js";
import { axeViolations, LOOKS, openPage, overflow, viewerWith } from "./browser.js";
import { below, ms, START, spanOf } from "./spans.js";

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

/** A request to two services and a database. */
function request(index: number, queries: number) {
  const start = START + ms(index * 1000);
  const web = spanOf({ name: "GET /cart", service: "web", kind: 1, start, length: ms(10 + queries * 40) });
  const shop = below(web, {
    name: "cart handler",
    service: "shop",
    kind: 1,
    start,
    length: ms(5 + queries * 40),
    status: index % 2 === 0 ? 2 : 1,
  });
  const site = { "code.file.path": "src/db.ts", "code.line.number": 40, "db.system.name": "postgresql" };
  return [
    web,
    shop,
    ...Array.from({ length: queries }, (_, each) =>
      below(shop, {
        name: "SELECT",
        kind: 2,
        start: start + ms(each * 40),
        length: ms(40),
        attributes: site,
      }),
    ),
  ];
}

const few = [0, 1].map((index) => request(index, 1));
const many = [2, 3].map((index) => request(index, 10));
const all = [...few, ...many].flat();

const rows = (page: Page, table: string) => page.locator(`table.${table} tbody tr`);
const lineOf = (page: Page, name = "query") => new URL(page.url()).searchParams.get(name) ?? "";

describe("operations", () => {
  test("are sorted by what is asked for, and lead to their traces", async () => {
    const page = await openPage(browser, `${await viewerWith(all)}/operations?query=since:2020-01-01`);
    await rows(page, "operations").first().waitFor();
    const names = () => page.locator("table.operations td.name a").allTextContents();
    // By the time that they took in all.
    expect(await names()).toEqual(["GET /cart", "cart handler", "SELECT"]);
    await page.getByRole("button", { name: "Count" }).click();
    expect(await names()).toEqual(["SELECT", "GET /cart", "cart handler"]);
    await page
      .getByRole("columnheader", { name: "Count" })
      .and(page.locator("[aria-sort=descending]"))
      .waitFor();
    await page.getByRole("button", { name: "Errors" }).click();
    expect((await names())[0]).toBe("cart handler");
    expect(await rows(page, "operations").first().textContent()).toContain("50%");
    await page.getByRole("button", { name: "Name" }).click();
    expect(await names()).toEqual(["GET /cart", "SELECT", "cart handler"]);
    await page.getByRole("link", { name: "SELECT" }).click();
    await rows(page, "traces").nth(3).waitFor();
    expect(lineOf(page)).toBe("service:shop name:SELECT since:2020-01-01");
  });

  test("say where nothing matches, and what is wrong with a query", async () => {
    const url = await viewerWith(all);
    const page = await openPage(browser, `${url}/operations?query=nothing`);
    await page.getByText("No span matches").waitFor();
  });
});

describe("comparing", () => {
  test("two groups by their query lines: by function, and by call path", async () => {
    const page = await openPage(browser, `${await viewerWith(all)}/compare`);
    await page.getByText("pick two traces in the list").waitFor();
    await page.getByRole("combobox", { name: "Before" }).fill("duration<100ms service:web");
    await page.getByRole("combobox", { name: "After" }).fill("duration>100ms service:web");
    await page.keyboard.press("Enter");
    await page.getByText("+360ms").first().waitFor();
    expect(await page.locator(".verdict").textContent()).toBe(
      "+360ms a trace: 50.0ms before (2 traces), 410ms after (2 traces).",
    );
    expect(await rows(page, "differences").first().locator("td").allTextContents()).toEqual([
      "SELECTsrc/db.ts:40",
      "+360ms",
      "",
      "shop",
      "2",
      "20",
      "40.0ms",
      "400ms",
    ]);
    await page.getByRole("button", { name: "By call path" }).click();
    expect(await page.locator("table.differences td.name").allTextContents()).toEqual([
      "GET /cart",
      "· cart handler, at depth 1",
      "· · SELECT, at depth 2src/db.ts:40",
    ]);
    await page.getByRole("button", { name: "Swap" }).click();
    await page.getByText("−360ms").first().waitFor();
    expect(lineOf(page, "before")).toBe("duration>100ms service:web");
  });

  test("two traces that were picked in the list", async () => {
    const page = await openPage(browser, await viewerWith(all));
    const boxes = page.getByRole("checkbox");
    await boxes.nth(3).check();
    await boxes.nth(0).check();
    await page.getByRole("link", { name: "Compare these two" }).click();
    await page.getByText("(1 trace), ").waitFor();
    expect(lineOf(page, "before")).toBe(`trace:${few[0]?.[0]?.traceId}`);
  });

  test("says that nothing matches", async () => {
    const page = await openPage(browser, `${await viewerWith(all)}/compare?before=service:web&after=nothing`);
    await page.getByText("No trace matches after.").waitFor();
  });
});

describe("the map", () => {
  test("shows who calls whom, as a picture and as a table, and leads on by keyboard", async () => {
    const page = await openPage(browser, `${await viewerWith(all)}/map`);
    await rows(page, "calls").first().waitFor();
    const cells = await rows(page, "calls").allTextContents();
    expect(cells.map((text) => text.replace(/\d.*$/, ""))).toEqual(["shoppostgresql", "webshop"]);
    expect(await page.locator("svg.map path[marker-end]").count()).toBe(2);
    expect(await page.locator("svg.map .node").count()).toBe(3);
    const shop = page.getByRole("link", { name: /^shop ?26 spans/ });
    await shop.focus();
    await page.keyboard.press("Enter");
    await rows(page, "traces").nth(3).waitFor();
    expect(lineOf(page)).toBe("service:shop");
  });

  test("of a service alone says that nobody calls", async () => {
    const page = await openPage(browser, `${await viewerWith([spanOf()])}/map`);
    await page.getByText("No service calls another one.").waitFor();
  });
});

test("nothing makes HTML of what was sent", async () => {
  const evil = `<img src=x onerror="document.title = 'taken'"><script>document.title = "taken"</script>`;
  const outer = spanOf({ name: evil, service: evil, kind: 1, attributes: { "code.file.path": evil } });
  const inner = below(outer, {
    name: evil,
    service: `${evil}2`,
    kind: 2,
    attributes: { "peer.service": evil },
  });
  const url = await viewerWith([outer, inner]);
  for (const path of [
    "/operations",
    "/map",
    `/compare?before=trace:${outer.traceId}&after=trace:${outer.traceId}`,
  ]) {
    const page = await openPage(browser, url + path);
    await page.getByText("<img").first().waitFor();
    expect(await page.locator("#app script, #app img").count()).toBe(0);
    expect(await page.title()).not.toBe("taken");
  }
});

describe.each(LOOKS)("at $width pixels, $colorScheme,", (look) => {
  test.each([
    ["/operations", "table.operations"],
    ["/map", "svg.map .node"],
    ["/compare?before=duration<100ms+service:web&after=duration>100ms+service:shop", "table.differences"],
  ])("%s has nothing that axe-core finds, and fits", async (path, found) => {
    const page = await openPage(browser, (await viewerWith(all)) + path, look);
    await page.locator(found).first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});
