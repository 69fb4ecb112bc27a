// Arbitrary programs that make spans of this library by every way there is, for property tests of the encoders.

import fc from "fast-check";
import { enter, exit } from "../../../runtime/abi/instrument.js";
import { getTracer } from "../../../runtime/api/tracer.js";
import type { InMemorySpanExporter } from "../../../runtime/exporters/in-memory.js";
import { extractContext, withContext } from "../../../runtime/index.js";
import type { SiteFunction } from "../../../runtime/model/site.js";
import type {
  Attributes,
  AttributeValue,
  ReadableSpan,
  Span,
  SpanKind,
} from "../../../runtime/model/span.js";
import { site } from "../recorder.js";
import { attributes } from "./random-spans.js";

/** Something that a program does to a span while it is open. */
type Step =
  | { readonly does: "set"; readonly name: string; readonly value: AttributeValue }
  | { readonly does: "look" | "delete" | "fill" | "throw" }
  | { readonly does: "write"; readonly name: string; readonly value: AttributeValue }
  | { readonly does: "event" | "link"; readonly attributes: Attributes }
  | { readonly does: "rename"; readonly name: string }
  | { readonly does: "status"; readonly message: string }
  | { readonly does: "end"; readonly at: number };

/** One span: where it comes from, what is done to it, and the spans below it. */
interface Program {
  readonly from: "site" | "hand" | "remote";
  readonly index: number;
  readonly steps: readonly Step[];
  readonly children: readonly Program[];
}

const SITES: readonly SiteFunction[] = [
  site("plain"),
  site("Grüße.an", { kind: 2, attributes: { team: "payments", weight: 1.5, big: 2 ** 40, flags: [true] } }),
  site("client", { kind: 2, file: `src/${"deep/".repeat(60)}client.ts` }),
  site("short", { min: 0.001 }),
  site("root", { root: true }),
];
const TRACESTATES = ["", "vendor=value", "a=1,b=2"];

const name = fc.oneof(
  fc.constantFrom("team", "code.line.number", "order.id", "weight", "__proto__"),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const value = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string()),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom("set" as const, "write" as const), name, value }),
  fc.record({ does: fc.constantFrom("look" as const, "delete" as const, "fill" as const, "throw" as const) }),
  fc.record({ does: fc.constantFrom("event" as const, "link" as const), attributes }),
  fc.record({ does: fc.constant("rename" as const), name }),
  fc.record({ does: fc.constant("status" as const), message: fc.string({ unit: "binary", maxLength: 200 }) }),
  fc.record({
    does: fc.constant("end" as const),
    at: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4_000_000_000_000 })),
  }),
);

const { program } = fc.letrec<{ program: Program }>((tie) => ({
  program: fc.record({
    from: fc.constantFrom("site" as const, "hand" as const, "remote" as const),
    index: fc.nat(),
    steps: fc.oneof(fc.constant([]), fc.array(step, { maxLength: 6 })),
    children: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constant([]),
      fc.array(tie("program"), { maxLength: 3 }),
    ),
  }),
}));

/** Arbitrary programs. */
export const programs: fc.Arbitrary<Program> = program;

/** Runs a program and gives the spans that it made. */
export function makeSpans(of: Program, exporter: InMemorySpanExporter): ReadableSpan[] {
  exporter.reset();
  run(of);
  return exporter.getFinishedSpans();
}

function run(of: Program): void {
  const inside = (span: Span | undefined) => {
    if (span !== undefined) for (const each of of.steps) take(each, span);
    of.children.forEach(run);
  };
  if (of.from === "hand") {
    const kind = (of.index % 5) as SpanKind;
    getTracer().withSpan(`by hand ${of.index}`, { kind, root: of.index % 7 === 0 }, inside);
  } else if (of.from === "remote") {
    const carrier = {
      traceparent: TRACEPARENT,
      tracestate: TRACESTATES[of.index % TRACESTATES.length] ?? "",
    };
    withContext(extractContext(carrier), () => traced(of.index, inside));
  } else {
    traced(of.index, inside);
  }
}

const TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

function traced(index: number, inside: (span: Span | undefined) => void): void {
  const span = enter(SITES[index % SITES.length] as SiteFunction);
  try {
    inside(span);
  } finally {
    exit(span);
  }
}

function take(what: Step, span: Span): void {
  switch (what.does) {
    case "set":
      span.setAttribute(what.name, what.value);
      return;
    case "write":
      span.attributes[what.name] = what.value;
      return;
    case "look":
      Object.keys(span.attributes);
      return;
    case "delete":
      delete span.attributes["code.line.number"];
      return;
    case "fill":
      for (let count = 0; count < 140; count++) fill(span, count);
      return;
    case "throw":
      span.recordException(new TypeError("expected"));
      return;
    case "event":
      span.addEvent("event", what.attributes);
      return;
    case "link":
      span.addLink({ context: { ...span.spanContext(), isRemote: true }, attributes: what.attributes });
      return;
    case "rename":
      span.updateName(what.name);
      return;
    case "status":
      span.setStatus("error", what.message);
      return;
    case "end":
      span.end(what.at);
  }
}

function fill(span: Span, count: number): void {
  span.setAttribute(`attribute ${count}`, count);
  span.addEvent(`event ${count}`);
  span.addLink({ context: span.spanContext() });
}
