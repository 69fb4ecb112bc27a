// ClickHouse's engine as a library in; its HTTP interface, as far as the viewer speaks it, out. Prints its address.
import { createServer } from "node:http";
import chdb from "chdb";

const session = new chdb.Session(process.argv[2]);

/** Parameters come as in tab-separated values. */
const UNESCAPED = { t: "\t", n: "\n", r: "\r" };
const unescaped = (text) => text.replace(/\\(.)/g, (_, char) => UNESCAPED[char] ?? char);

function answer(sql, search) {
  const names = [...search.keys()].filter((name) => name.startsWith("param_"));
  const values = Object.fromEntries(names.map((name) => [name.slice(6), unescaped(search.get(name))]));
  const writes = /^\s*(?:INSERT|CREATE|DROP|ALTER|TRUNCATE|SYSTEM|SET)\b/i.test(sql);
  if (writes && search.get("readonly") !== null)
    throw new Error("Code: 164. DB::Exception: Cannot execute query in readonly mode");
  const [, body, format] = /^([\s\S]*)\nFORMAT (\w+)$/.exec(sql) ?? [undefined, sql, "CSV"];
  return names.length > 0 ? session.queryBind(body, values, format) : session.query(body, format);
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  try {
    const { searchParams } = new URL(request.url, "http://127.0.0.1");
    response.end(answer(Buffer.concat(parts).toString("utf8"), searchParams));
  } catch (cause) {
    response.writeHead(500).end(String(cause.message ?? cause));
  }
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.resume().once("end", () => process.exit());
