// The ids of the current span, for whoever writes a log: asked for, copied, written, and at the end of console's lines.
import { format } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { extractContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { withContext } from "../../runtime/context/nodes.js";
import { addTraceIdsToConsole } from "../../runtime/logs/console.js";
import { liveTraceIds, traceIds, withTraceIds } from "../../runtime/logs/trace-ids.js";
import { record } from "./recorder.js";

beforeEach(() => void record());

const inSpan = <T>(fn: () => T): T => getTracer().withSpan("a", fn);
const TRACEPARENT = `00-${"ab".repeat(16)}-${"cd".repeat(8)}-00`;
const REMOTE = { trace_id: "ab".repeat(16), span_id: "cd".repeat(8), trace_flags: "00" };

it("are those of the current span, also of one that is not sampled or elsewhere; none outside", () => {
  expect(traceIds()).toEqual({});
  inSpan(() => {
    const span = getTracer().createSpan("b");
    const { traceId, spanId } = span.spanContext();
    expect(traceIds()).toEqual({ trace_id: traceId, span_id: spanId, trace_flags: "03" });
    span.end();
  });
  expect(withContext(extractContext({ traceparent: TRACEPARENT }), traceIds)).toEqual(REMOTE);
});

describe("an object that has them", () => {
  const meta = liveTraceIds({ app: "shop" });

  it("is copied as they are then", () => {
    expect({ ...meta }).toEqual({ app: "shop" });
    inSpan(() => {
      expect({ ...meta }).toEqual({ app: "shop", ...traceIds() });
      expect(Object.assign({}, meta)).toEqual({ app: "shop", ...traceIds() });
      expect(JSON.parse(JSON.stringify(meta))).toEqual({ app: "shop", ...traceIds() });
    });
  });

  it("has its own members first, and takes new ones", () => {
    const own = liveTraceIds<Record<string, unknown>>({ span_id: "mine" });
    inSpan(() => expect({ ...own }).toEqual({ ...traceIds(), span_id: "mine" }));
    own.app = "shop";
    expect({ ...own }).toEqual({ span_id: "mine", app: "shop" });
    expect(["trace_id" in meta, inSpan(() => "trace_id" in meta)]).toEqual([false, true]);
    expect(Object.keys(liveTraceIds())).toEqual([]);
    const frozen = liveTraceIds(Object.freeze({ app: "shop" }));
    inSpan(() => expect({ ...frozen }).toEqual({ app: "shop", ...traceIds() }));
  });
});

it("a stream of records adds them, whatever a record holds", () => {
  const lines: string[] = [];
  const stream = withTraceIds({ write: (line) => lines.push(line) });
  const record: Record<string, unknown> = { msg: "a", twice: [{ n: 1 }, { n: 1 }] };
  stream.write(record);
  inSpan(() => {
    stream.write(record);
    const shared = { deep: 1n };
    const cyclic: Record<string, unknown> = { first: shared, second: shared, list: [] };
    cyclic.self = cyclic;
    cyclic.list = [{ up: cyclic.list }, cyclic];
    stream.write(cyclic);
    const [plain, ided, read] = lines.map((line) => JSON.parse(line));
    expect(plain).toEqual(record);
    expect(ided).toEqual({ ...record, ...traceIds() });
    stream.write({ trace_id: "mine" });
    expect(JSON.parse(lines.at(-1) as string)).toEqual({ ...traceIds(), trace_id: "mine" });
    expect(read).toMatchObject({ first: { deep: "1" }, second: { deep: "1" }, ...traceIds() });
    expect(JSON.stringify(read)).toContain("[Circular]");
  });
  expect(record).not.toHaveProperty("trace_id");
  expect(lines.every((line) => line.endsWith("\n") && line.indexOf("\n") === line.length - 1)).toBe(true);
});

it("of a record are written also where a part of it throws as it is read", () => {
  const lines: string[] = [];
  const stream = withTraceIds({ write: (line) => lines.push(line) });
  const broken = {
    get getter() {
      throw new Error("no getter");
    },
    whole: {
      toJSON() {
        throw new TypeError("no JSON");
      },
    },
    loop: {
      toJSON() {
        return this;
      },
    },
    when: new Date(0),
    list: [1n, () => 1, undefined],
    left: undefined,
  };
  inSpan(() => {
    stream.write({ msg: "a", broken });
    expect(JSON.parse(lines[0] as string)).toEqual({
      ...traceIds(),
      msg: "a",
      broken: {
        getter: "[Throws: Error: no getter]",
        whole: "[Throws: TypeError: no JSON]",
        loop: "[Circular]",
        when: "1970-01-01T00:00:00.000Z",
        list: ["1", null, null],
      },
    });
  });
  expect(lines).toHaveLength(1);
});

describe("lines of a console", () => {
  const said: unknown[][] = [];
  const fake = () => {
    said.length = 0;
    const say = (...values: unknown[]) => void said.push(values);
    return { debug: say, error: say, info: say, log: say, warn: say };
  };

  it("have them at the end, or as members of an object", () => {
    const console = fake();
    const undo = addTraceIdsToConsole(console);
    addTraceIdsToConsole(console);
    console.log("outside");
    inSpan(() => {
      const { trace_id, span_id, trace_flags } = traceIds() as Record<string, string>;
      const text = `trace_id=${trace_id} span_id=${span_id} trace_flags=${trace_flags}`;
      console.log("%s is %d", "a", 1);
      console.warn({ a: 1 });
      console.error('{"msg":"a"}');
      console.info("{}");
      console.debug("{ no object }");
      console.log(`{"trace_id":"mine"}`);
      console.log();
      expect(said).toEqual([
        ["outside"],
        ["%s is %d", "a", 1, text],
        [{ a: 1 }, text],
        [`{"msg":"a","trace_id":"${trace_id}","span_id":"${span_id}","trace_flags":"${trace_flags}"}`],
        [`{"trace_id":"${trace_id}","span_id":"${span_id}","trace_flags":"${trace_flags}"}`],
        ["{ no object }", text],
        [`{"trace_id":"mine","span_id":"${span_id}","trace_flags":"${trace_flags}"}`],
        [],
      ]);
    });
    undo();
    inSpan(() => console.log("after"));
    expect(said.at(-1)).toEqual(["after"]);
  });

  it("change nothing of what is printed before them, where a place for a value is left", () => {
    const cases: unknown[][] = [
      ["100%% of %s"],
      ["GET /caf%c3%a9"],
      ["50%"],
      ["%s and %s", "a"],
      ["%% %s", "a"],
      ["%d%%", 5, { b: 1 }],
      ["%s", "a", "%s"],
    ];
    const console = fake();
    addTraceIdsToConsole(console);
    inSpan(() => {
      const { trace_id, span_id, trace_flags } = traceIds() as Record<string, string>;
      const text = `trace_id=${trace_id} span_id=${span_id} trace_flags=${trace_flags}`;
      for (const values of cases) {
        console.log(...values);
        const printed = format(...(said.at(-1) as unknown[]));
        expect(printed.replace(` ${text}`, "")).toBe(format(...values));
        expect(printed).toContain(` ${text}`);
      }
    });
  });

  it("are left to whoever has replaced a method since", () => {
    const console = fake();
    const undo = addTraceIdsToConsole(console);
    const theirs = () => undefined;
    console.log = theirs;
    undo();
    expect(console.log).toBe(theirs);
    expect(console.warn.name).toBe("say");
  });

  it("are gone from a method that somebody has wrapped, and come back once", () => {
    const console = fake();
    const undo = addTraceIdsToConsole(console);
    const { log } = console;
    console.log = (...values) => log("wrapped", ...values);
    undo();
    undo();
    inSpan(() => console.log("a"));
    expect(said).toEqual([["wrapped", "a"]]);
    addTraceIdsToConsole(console);
    inSpan(() => console.log("b"));
    expect(said.at(-1)).toEqual([
      "wrapped",
      "b",
      expect.stringMatching(/^trace_id=\w+ span_id=\w+ trace_flags=03$/),
    ]);
  });

  it("of the global one are those of this process", () => {
    const { log } = globalThis.console;
    const undo = addTraceIdsToConsole();
    expect([globalThis.console.log === log, globalThis.console.log.name]).toEqual([false, "log"]);
    undo();
    expect(globalThis.console.log).toBe(log);
  });
});
