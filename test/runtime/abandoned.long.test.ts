// Generators that nobody finishes, and async functions that never settle: nothing is kept, nothing is exported.
import { describe, expect, it } from "vitest";
import { run } from "./child.js";

const HEAD = `
  import { setFlagsFromString } from "node:v8";
  import { runInNewContext } from "node:vm";
  import * as rt from "./runtime.mjs";
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc");
  const exporter = new rt.InMemorySpanExporter();
  rt.getTracer().addProcessor(new rt.SimpleSpanProcessor(exporter));
  const site = (name, more) => () => ({ name, fn: name, kind: 0, file: "a.ts", line: 1, column: 1, ...more });
  const sites = { items: site("items"), pages: site("pages"), brief: site("brief", { min: 1 }), child: site("child"),
    hangs: site("hangs") };
  function child() {
    const span = rt.$enter(sites.child);
    rt.$exit(span);
  }
  function* moved(payload) {
    try { yield payload.length; yield 2; } finally { console.log("never runs"); }
  }
  function* items(payload, where = sites.items) {
    const span = rt.$start(where);
    try { return yield* rt.$drive(span, function* () { child(); yield* moved(payload); }, this); }
    catch (error) { throw rt.$fail(span, error); } finally { rt.$exit(span); }
  }
  async function* pages(payload) {
    const span = rt.$start(sites.pages);
    try { yield* rt.$driveAsync(span, async function* () { await null; yield payload.length; yield 2; }, this); }
    catch (error) { throw rt.$fail(span, error); } finally { rt.$exit(span); }
  }
  async function hangs(payload) {
    const span = rt.$enter(sites.hangs);
    try { return await rt.$leave(span, (async () => { await new Promise(() => {}); return payload; })()); }
    catch (error) { throw rt.$fail(span, error); } finally { rt.$exit(span); }
  }
  const forms = {
    "never iterated": (payload) => items(payload),
    "iterated once": (payload) => { const it = items(payload); it.next(); return it; },
    "with min, which holds a child back": (payload) => { const it = items(payload, sites.brief); it.next(); return it; },
    "async, never iterated": (payload) => pages(payload),
    "async, iterated once": async (payload) => { const it = pages(payload); await it.next(); return it; },
    "async, not waited for": (payload) => { const it = pages(payload); it.next(); it.next(); return it; },
    "async function that never settles": (payload) => { hangs(payload); },
  };
  const settle = async () => {
    for (let i = 0; i < 4; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      gc();
    }
    return process.memoryUsage().heapUsed;
  };
  async function round(form, count) {
    const refs = [];
    for (let i = 0; i < count; i++) {
      const payload = new Array(50).fill(i);
      await form(payload);
      if (i % 100 === 0) refs.push(new WeakRef(payload));
      exporter.reset();
    }
    return refs;
  }
`;

const MEASURE = `
  const COUNT = 20_000;
  const answer = {};
  for (const [name, form] of Object.entries(forms)) {
    await round(form, 500);
    const before = await settle();
    const refs = await round(form, COUNT);
    const grown = (await settle()) - before;
    answer[name] = { bytesEach: grown / COUNT, alive: refs.filter((ref) => ref.deref() !== undefined).length };
  }
  console.log(JSON.stringify(answer));
`;

const MODES = {
  recorded: "",
  "not sampled": "rt.getTracer().setSampler(rt.alwaysOff);",
  "with tracing off": "await rt.getTracer().shutdown();",
};

describe("are collected, and nothing of them is retained", () => {
  it.each(Object.entries(MODES))("%s", (_, mode) => {
    const { stdout, stderr } = run(HEAD + mode + MEASURE);
    expect(stderr).toBe("");
    const forms = JSON.parse(stdout) as Record<string, { bytesEach: number; alive: number }>;
    expect(Object.keys(forms)).toHaveLength(7);
    for (const [name, { bytesEach, alive }] of Object.entries(forms)) {
      // A span alone takes more than 100 bytes.
      expect(bytesEach, name).toBeLessThan(40);
      // The last one may still be in a register.
      expect(alive, name).toBeLessThanOrEqual(1);
    }
  });
});

it("export no span, while the children that have ended are exported", () => {
  const { stdout } = run(`${HEAD}
    // On a busy machine a millisecond passes before the child ends, and then the parent is kept.
    sites.brief = site("brief", { min: 60_000 });
    for (const form of Object.values(forms)) {
      await form([1]);
      console.log(exporter.getFinishedSpans().map((span) => span.name + " " + (span.parentId?.length ?? 0)).join());
      exporter.reset();
    }
    await settle();
    console.log(exporter.getFinishedSpans().length);
  `);
  expect(stdout.split("\n")).toEqual(["", "child 16", "", "", "", "", "", "0", ""]);
});
