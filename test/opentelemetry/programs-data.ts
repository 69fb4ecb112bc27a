// Programs about what a span holds: attributes, events, links, status, exceptions, times, kinds, scopes.
import { type Attributes, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { ELSEWHERE, type Program } from "./programs.js";

const tracer = (): Tracer => trace.getTracer("programs");

/** Values that are attributes, and values that are none. */
const ODD: Attributes = {
  text: "text",
  empty: "",
  zero: 0,
  nan: Number.NaN,
  infinite: Number.POSITIVE_INFINITY,
  yes: true,
  texts: ["a", "b"],
  gaps: ["a", null, undefined, "b"],
  none: [],
  nothing: undefined,
  ...({
    null: null,
    object: { a: 1 },
    mixed: ["a", 1],
    nested: [["a"]],
    objects: [{ a: 1 }],
    date: new Date(0),
    big: 1n,
    symbol: Symbol.for("s"),
    method: () => 1,
    error: new Error("e"),
    "": "no name",
  } as object),
};

function withoutNothing(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value != null));
}

const system = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
class OwnError extends Error {
  override readonly name = "OwnError";
}

export const data: readonly Program[] = [
  ...Object.values(SpanKind)
    .filter((kind): kind is SpanKind => typeof kind === "number")
    .map((kind): Program => [`the kind ${SpanKind[kind]}`, () => tracer().startSpan("s", { kind }).end()]),
  [
    "scopes",
    () => {
      trace.getTracer("a", "1.0.0").startSpan("one").end();
      trace
        .getTracerProvider()
        .getTracer("a", "2.0.0", { schemaUrl: "https://example.com/2" })
        .startSpan("two")
        .end();
      trace.getTracer("b").startSpan("three").end();
      trace.getTracer("").startSpan("four").end();
    },
  ],
  ["attributes from the options", () => tracer().startSpan("s", { attributes: ODD }).end()],
  [
    "attributes set later",
    () => {
      const span = tracer().startSpan("s", { attributes: { first: 1, second: 2 } });
      span.setAttributes(ODD).setAttribute("first", "again").setAttribute("third", [1, 2]);
      span
        .setAttribute("", "no name")
        .setAttribute("object", {} as never)
        .setAttribute("n", null as never);
      span.end();
      span.setAttribute("late", 1);
    },
  ],
  [
    "a list that changes after it was set",
    () => {
      const list = ["a"];
      const span = tracer().startSpan("s", { attributes: { options: list } });
      span.setAttribute("set", list);
      list.push("b");
      span.end();
    },
  ],
  [
    "more attributes, events and links than there is room for",
    () => {
      const span = tracer().startSpan("s");
      for (let index = 0; index < 200; index++) {
        span.setAttribute(`a${index}`, index).addEvent(`e${index}`);
        span.addLink({ context: ELSEWHERE, attributes: { index } });
      }
      const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`m${index}`, index]));
      span.addEvent("many", many).addLink({ context: ELSEWHERE, attributes: many }).end();
    },
  ],
  [
    "events",
    (see) => {
      const span = tracer().startSpan("s");
      span.addEvent("plain").addEvent("attributes", withoutNothing(ODD));
      span.addEvent("time", [2_000_000_000, 5]).addEvent("both", { a: 1 }, new Date(2e12));
      span.addEvent("two times", 2e12 as never, [2_000_000_000, 7]);
      span.end();
      see(span.addEvent("late") === span);
    },
  ],
  [
    "links",
    () => {
      const other = tracer().startSpan("other");
      const span = tracer().startSpan("s", {
        links: [{ context: other.spanContext(), attributes: withoutNothing(ODD) }, { context: ELSEWHERE }],
      });
      span.addLink({ context: other.spanContext() }).addLinks([{ context: ELSEWHERE, attributes: { a: 1 } }]);
      span.end();
      span.addLink({ context: ELSEWHERE });
      other.end();
    },
  ],
  ...(
    [
      [{ code: SpanStatusCode.OK }],
      [{ code: SpanStatusCode.OK, message: "dropped" }],
      [{ code: SpanStatusCode.ERROR }],
      [{ code: SpanStatusCode.ERROR, message: "m" }],
      [{ code: SpanStatusCode.ERROR, message: "" }],
      [{ code: SpanStatusCode.ERROR, message: new Error("no text") as never }],
      [{ code: SpanStatusCode.UNSET, message: "m" }],
      [{ code: SpanStatusCode.ERROR, message: "m" }, { code: SpanStatusCode.UNSET }],
      [{ code: SpanStatusCode.ERROR, message: "m" }, { code: SpanStatusCode.ERROR }],
      [{ code: SpanStatusCode.ERROR, message: "m" }, { code: SpanStatusCode.OK }],
      [{ code: SpanStatusCode.OK }, { code: SpanStatusCode.ERROR, message: "m" }],
      [{ code: SpanStatusCode.OK }, { code: SpanStatusCode.UNSET }],
    ] as const
  ).map(
    (statuses): Program => [
      `the status ${JSON.stringify(statuses)}`,
      () => {
        const span = tracer().startSpan("s");
        for (const status of statuses) span.setStatus(status);
        span.end();
        span.setStatus({ code: SpanStatusCode.ERROR, message: "late" });
      },
    ],
  ),
  ...(
    [
      ["an error", new Error("plain")],
      ["an error of a kind", new TypeError("typed")],
      ["an error of the program's", new OwnError("own")],
      ["an error of the system", system],
      ["a text", "text"],
      ["an object", { name: "N", message: "m" }],
      ["a code", { code: 404 }],
      ["nothing", undefined],
      ["an empty object", {}],
      ["an empty text", ""],
    ] as const
  ).map(
    ([what, exception]): Program => [
      `the exception that is ${what}`,
      () => {
        const span = tracer().startSpan("s");
        span.recordException(exception as Error);
        span.end();
        span.recordException(new Error("late"));
      },
    ],
  ),
  [
    "names",
    () => {
      const span = tracer().startSpan("first");
      span.updateName("second").end();
      span.updateName("late");
    },
  ],
  [
    "times that are given",
    (see) => {
      const begin = Date.now();
      const times = [
        [begin, begin + 5],
        [new Date(begin), new Date(begin + 1500)],
        [
          [Math.floor(begin / 1000), 123_456_789],
          [Math.floor(begin / 1000) + 1, 1],
        ],
        [begin, begin - 5],
      ] as const;
      for (const [startTime, endTime] of times) {
        const span = tracer().startSpan("timed", { startTime: startTime as Date });
        const isRecorded = span.isRecording();
        span.end(endTime as Date);
        const { duration, ended } = span as unknown as Record<string, unknown>;
        if (isRecorded) see(duration, ended);
      }
    },
  ],
  [
    "ending twice",
    (see) => {
      const span = tracer().startSpan("s");
      span.end();
      span.end();
      see(span.isRecording());
    },
  ],
];
