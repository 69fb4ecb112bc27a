// Programs with spans of OpenTelemetry's API: the same results, names, parents, kinds, failures and attributes after `uno-trace migrate`.
import { describe, expect, test } from "vitest";
import { sampleOf } from "../harness/sample.js";
import { beforeAfter } from "./before-after.js";

const HEAD = `import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
const tracer = trace.getTracer("shop");
`;

const CATCH = `catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
      throw error;
    } finally {
      span.end();
    }`;

/** Both outcomes of a call. */
const TRY = `
const outcome = async (call: () => unknown) => {
  try { return [await call()]; } catch (error) { return [String(error)]; }
};
`;

interface Program {
  readonly code: string;
  readonly run: string;
  readonly migrated?: number;
}

const programs: Readonly<Record<string, Program>> = {
  "an async function, awaited inside": {
    code: `
async function price(id: string): Promise<number> {
  return tracer.startActiveSpan("price", { kind: SpanKind.CLIENT, attributes: { team: "sales", tries: 2, "a.b": id } }, async (span) => {
    try {
      await null;
      if (id === "bad") throw new RangeError("no price");
      span.setAttribute("price.id", id).addEvent("found");
      span.setStatus({ code: SpanStatusCode.OK });
      return id.length;
    } ${CATCH}
  });
}
function order(id: string) {
  return tracer.startActiveSpan("order", async (span) => {
    try {
      const each = await price(id);
      span.setStatus({ code: SpanStatusCode.OK });
      return each;
    } ${CATCH}
  });
}`,
    run: `[await outcome(() => order("good")), await outcome(() => order("bad"))]`,
    migrated: 2,
  },
  "a synchronous function with a result that is none of a promise": {
    code: `
const sum = (items: number[]): number => tracer.startActiveSpan(\`sum\`, (span) => {
  try {
    if (items.length === 0) throw new Error("empty");
    return items.reduce((a, b) => a + b);
  } ${CATCH}
});`,
    run: `[await outcome(() => sum([1, 2])), await outcome(() => sum([]))]`,
    migrated: 1,
  },
  "methods, with the span used in a callback": {
    code: `
class Shop {
  #open = true;
  private readonly tracer = trace.getTracer("own");
  async list(names: readonly string[]) {
    return await this.tracer.startActiveSpan("Shop.list", async (span) => {
      try {
        const all = await Promise.all(names.map(async (name) => { await null; span.addEvent(name); return this.one(name); }));
        return all;
      } ${CATCH}
    });
  }
  private one(name: string): string {
    return this.tracer.startActiveSpan("one", (span) => {
      try {
        return this.#open ? name.toUpperCase() : "";
      } ${CATCH}
    });
  }
}`,
    run: `[await outcome(() => new Shop().list(["a", "b"]))]`,
    migrated: 2,
  },
  "a failure that is handled, and one that says more": {
    code: `
async function handled() {
  return tracer.startActiveSpan("handled", async (span) => {
    try {
      throw new Error("first");
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: "gave up" });
      return "none";
    } finally {
      span.end();
    }
  });
}
const said: string[] = [];
async function saying() {
  return tracer.startActiveSpan("saying", async (span) => {
    try {
      throw new Error("second");
    } catch (e) {
      const error = e instanceof Error ? e : new Error(String(e));
      span.recordException(error);
      said.push(error.message);
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
      throw e;
    } finally {
      span.end();
    }
  });
}`,
    run: `[await outcome(handled), await outcome(saying), said]`,
    migrated: 2,
  },
  "nothing returned, a callback as an argument, and a function inside": {
    code: `
const log: string[] = [];
function note(text: string) {
  const own = trace.getTracer("own");
  own.startActiveSpan("note", (span) => {
    try {
      log.push(text);
    } ${CATCH}
  });
}
async function each(items: string[]) {
  return tracer.startActiveSpan("each", async (span) => {
    try {
      const made = items.map((item) =>
        tracer.startActiveSpan("item", async (span) => {
          try {
            await null;
            note(item);
            return item + item;
          } ${CATCH}
        }));
      return await Promise.all(made);
    } ${CATCH}
  });
}`,
    run: `[await outcome(() => each(["x", "y"])), log]`,
    migrated: 3,
  },
  "an attribute that is set again, and a status that is final": {
    code: `
async function again() {
  return tracer.startActiveSpan("again", { attributes: { team: "a", size: 1 } }, async (span) => {
    try {
      span.setAttributes({ team: "b", size: 2 });
      span.updateName("other");
      span.setStatus({ code: SpanStatusCode.OK });
      return await Promise.reject(new Error("late"));
    } ${CATCH}
  });
}`,
    run: `[await outcome(again)]`,
    migrated: 1,
  },
  "early returns, a switch in which loops end, and parameters taken apart": {
    code: `
async function sign(n: number): Promise<string> {
  return tracer.startActiveSpan("sign", async (span) => {
    try {
      if (n < 0) return "minus";
      if (n === 0) throw new Error("zero");
      await null;
      return "plus";
    } ${CATCH}
  });
}
function count(n: number): string {
  return tracer.startActiveSpan("count", (span) => {
    try {
      switch (n) {
        case 1:
          return "one";
        default:
          for (;;) if (n-- < 0) break;
          return "many";
      }
    } ${CATCH}
  });
}
async function sum({ a, b = 2 }: { a: number; b?: number }, ...rest: number[]): Promise<number> {
  return tracer.startActiveSpan("sum", { attributes: { "sum.a": a } }, async (span) => {
    try {
      return a + b + rest.length;
    } ${CATCH}
  });
}`,
    run: `[await sign(-1), await sign(1), await outcome(() => sign(0)), count(1), count(3), await sum({ a: 1 }, 1, 2)]`,
    migrated: 3,
  },
};

describe.each(sampleOf(Object.entries(programs), 3))("%s", (_, { code, run, migrated }) => {
  test("does and says the same", async () => {
    const text = `${HEAD}${TRY}${code}\nexport const run = async () => ${run};\n`;
    const { before, after, beside, out, err, text: now } = await beforeAfter({ "program.ts": text });
    expect({ out: out.split("\n").at(-1), err }).toEqual({
      out: `${migrated} spans migrated in 1 file, 0 left`.replace(/^1 spans/, "1 span"),
      err: "",
    });
    expect(now).not.toMatch(/startActiveSpan|getTracer/);
    expect(after).toEqual(before);
    expect(beside).toEqual(before);
  });
});
