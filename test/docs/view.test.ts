// docs/view.md: its query lines, commands, tables and requests are those of the viewer.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { VIEW_COMMANDS } from "../../install/view-commands.js";
import { view } from "../../view/command/view.js";
import { toolsFor } from "../../view/mcp/tools.js";
import { WATERFALL_KEYS } from "../../view/page/trace/waterfall-keys.js";
import { parseQuery } from "../../view/query/parse.js";
import { TEXT_FIELDS } from "../../view/query/tree.js";
import { EXPORT_FORMATS } from "../../view/server/exports.js";
import { startServer, type ViewServer } from "../../view/server/server.js";
import { type DuckDbStore, openStore } from "../../view/store/duckdb/duckdb.js";
import { spanOf } from "../view/spans.js";
import { ran as ranIn } from "../view/terminal.js";
import { blocksOf, codesOf, readPage, rowsOf, sectionOf } from "./page.js";

const page = readPage("docs/view.md");
const commands = blocksOf(page)
  .filter(({ info }) => info === "sh")
  .flatMap(({ text }) => text.trim().split("\n"));

const span = spanOf({
  traceId: "0af7651916cd43dd8448eb211c80319c",
  name: "checkout",
  kind: 2,
  attributes: {
    "http.route": "/cart",
    "db.system.name": "postgresql",
    "code.file.path": "view/main.ts",
    "code.line.number": 1,
  },
});
let store: DuckDbStore;
let server: ViewServer;
beforeAll(async () => {
  store = await openStore();
  store.add([span]);
  await store.flush();
  server = await startServer(store, { port: 0 });
});
afterAll(async () => {
  await server.close();
  await store.close();
});

test("its conditions are read, and all fields are named", () => {
  const conditions = rowsOf(sectionOf(page, "## Search")).flatMap(([cell = ""]) => codesOf(cell));
  for (const condition of conditions.filter((each) => !each.includes("…")))
    expect(parseQuery(condition)).toBeDefined();
  const fields = new Set(conditions.flatMap((each) => /^\w+/.exec(each)?.[0] ?? []));
  for (const field of [...TEXT_FIELDS, "duration", "since", "until", "attr", "resource"])
    expect(fields).toContain(field);
});

async function ran(command: string, cwd = ".") {
  // As a shell reads it: single quotes, and double ones with their escapes.
  const words = [...command.matchAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double?.replace(/\\(.)/g, "$1") ?? plain ?? "",
  );
  const { code, out, err } = await ranIn(cwd, ...words.slice(2), "--url", server.url);
  return { code, printed: out + err };
}

test.each(commands.filter((each) => /uno-trace (?:query|report)/.test(each)))("%s", async (command) => {
  expect(await ran(command)).toEqual({ code: 0, printed: expect.stringMatching(/./) });
});

test("what is exported is imported, command by command", async () => {
  const folder = mkdtempSync(join(tmpdir(), "uno-view-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const exchanged = commands.filter((each) => /uno-trace (?:export|import)/.test(each));
  for (const command of exchanged) expect(await ran(command, folder)).toMatchObject({ code: 0 });
  expect(exchanged).toHaveLength(4);
  expect(readdirSync(folder).sort()).toEqual(["perfetto.json", "trace.json", "traces.parquet"]);
});

test("the formats are those of the viewer", () => {
  const section = sectionOf(page, "## Take traces out, and bring others in");
  expect(rowsOf(section).map(([cell = ""]) => codesOf(cell)[0])).toEqual(EXPORT_FORMATS);
});

test("the tools of agents are those of the server, which is started as the page says", async () => {
  const section = sectionOf(page, "## For agents");
  const tools = toolsFor(async () => ({}), ".").map(({ name }) => name);
  expect(rowsOf(section).flatMap(([cell = ""]) => codesOf(cell))).toEqual(tools);
  const { mcpServers } = JSON.parse(blocksOf(page).find(({ info }) => info === "json")?.text ?? "");
  expect(mcpServers["uno-trace"].args[1]).toBe(Object.keys(VIEW_COMMANDS).at(-1));
});

test("the options are those of the command", () => {
  const options = rowsOf(sectionOf(page, "## The first trace")).map(
    ([cell = ""]) => /--[\w-]*/.exec(cell)?.[0],
  );
  expect(options.filter((each) => each !== "--").sort()).toEqual(
    Object.keys(view.options)
      .map((name) => `--${name}`)
      .sort(),
  );
});

test("the tables are those of the database", async () => {
  const rows = rowsOf(sectionOf(page, "## SQL"));
  for (const [table = "", columns = ""] of rows) {
    const { columns: real } = await store.sql(`SELECT * FROM ${codesOf(table)[0]}`, 1);
    expect(codesOf(columns).filter((each) => each !== "file:line")).toEqual(real);
  }
  expect(rows).toHaveLength(5);
});

test("each request is answered with the members that stand there", async () => {
  const requests = rowsOf(sectionOf(page, "## For scripts"));
  const [trace] = await store.traces(undefined, 1);
  for (const [request = "", answer = ""] of requests) {
    const [, method, path = ""] = /`(GET|POST) ([^`]+)`/.exec(request) ?? [];
    if (path === "/api/live") continue;
    const asked = path
      .replace(/(query|before|after|line)=…/g, "$1=checkout")
      .replace("id=…", `id=${trace?.traceId}`)
      .replace("span=…", `span=${span.spanId}`)
      .replace("key=…", "key=http.route")
      .replace("at=N", "at=3");
    const sent = path === "/api/sql" ? { sql: "SELECT 1" } : { resourceSpans: [] };
    const body = method === "POST" ? { body: JSON.stringify(sent) } : {};
    const response = await fetch(server.url + asked, { method: method as string, ...body });
    expect(response.status).toBe(200);
    const text = await response.text();
    const shape = [...answer.matchAll(/`\{([^`]*)\}`/g)].at(-1)?.[1] ?? "";
    for (const member of shape.match(/\w+/g) ?? []) expect(text).toContain(`"${member}":`);
  }
  expect(requests).toHaveLength(20);
});

test("the keys are those of the waterfall", () => {
  const keys = rowsOf(sectionOf(page, "## The trace")).flatMap(([cell = ""]) => codesOf(cell));
  expect([...keys].sort()).toEqual([...WATERFALL_KEYS].sort());
});
