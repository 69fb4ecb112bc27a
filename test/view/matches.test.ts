// Query lines and spans in; that a saved file finds what the database does, out.
import { expect, test } from "vitest";
import { matches } from "../../view/query/matches.js";
import { parseQuery } from "../../view/query/parse.js";
import { siteOf } from "../../view/store/site.js";
import { below, ms, START, spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";

const root = spanOf({ name: "GET /cart", service: "web", kind: 1, length: ms(30), scope: "http" });
const SPANS = [
  root,
  below(root, {
    name: "Query 100%",
    kind: 2,
    status: 1,
    attributes: { "db.row": 7, "a/b~c": "x*y", deep: { n: [1] }, none: null },
  }),
  below(root, {
    name: "a_b",
    status: 2,
    statusMessage: 'was "late"',
    start: START + ms(5),
    attributes: { "db.row": "12", "code.file.path": "src/a.ts", "code.line.number": 3 },
  }),
  below(root, {
    name: "",
    resource: { "service.name": "shop", "host.name": "alpha" },
    attributes: { "db.row": "many", flag: true, empty: "" },
    events: [
      { name: "retry", time: START, attributes: {} },
      {
        name: "exception",
        time: START,
        attributes: { "exception.type": "RangeError", "exception.message": "not found" },
      },
    ],
  }),
];

test.each([
  "cart",
  "name:*CART",
  "name=cart",
  'name="GET /cart"',
  'name!="GET /cart"',
  'name:"query 100%"',
  "name:a_b",
  "name:axb",
  "service:WEB",
  "kind:client",
  "status:ok or status:error",
  "-status:unset",
  'message:*"\\"late\\""*',
  "scope:http",
  "duration>10ms",
  "duration<=10ms",
  "duration=30ms",
  "attr.db.row:*",
  "not attr.db.row:*",
  "attr.db.row>7",
  "attr.db.row>=7",
  "attr.db.row!=7",
  "attr.db.row>lots",
  "attr.db.row=12",
  'attr.a/b~c="x*y"',
  "attr.deep:*1*",
  "attr.none:*",
  "attr.flag=true",
  "attr.empty:*",
  'attr.empty=""',
  "attr.missing!=x",
  "resource.host.name:alpha",
  "resource.host.name!=beta",
  "event:retry",
  "event!=retry",
  "error:RangeError",
  'error:"*not found*"',
  "error!=RangeError",
  "file:src/a.ts*",
  "file=src/a.ts:3",
  `parent:${root.spanId}`,
  `span=${root.spanId}`,
  `trace:${root.traceId} -cart`,
  "(service:web or status:error) not (kind:server name:x)",
  "since:2020-01-01 until:2020-01-02",
  "since:2020-01-01",
])("%s", async (line) => {
  const query = parseQuery(line);
  const store = await storeWith(SPANS);
  const found = SPANS.filter((span) => matches(query, { ...span, site: siteOf(span.attributes) }));
  expect(found.map(({ spanId }) => spanId).sort()).toEqual(
    [...(await store.matching(root.traceId, query))].sort(),
  );
});

test("an empty line is matched by all", () => {
  expect(matches(parseQuery(""), { ...root, site: "" })).toBe(true);
});
