// For the oracle: arbitrary programs that use @opentelemetry/api, as data, and what runs them.
import {
  type Context,
  context,
  createContextKey,
  INVALID_SPAN_CONTEXT,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  trace,
} from "@opentelemetry/api";
import { suppressTracing, unsuppressTracing } from "@opentelemetry/core";
import fc from "fast-check";
import { ELSEWHERE, type See } from "./programs.js";

const KEY = createContextKey("random");

/** Where a body runs, from the context around it. */
type Around =
  | "root"
  | "value"
  | "span"
  | "no span"
  | "wrapped"
  | "invalid"
  | "unsampled"
  | "suppressed"
  | "unsuppressed"
  | "headers";

/** One thing that a program does; `at` picks one of the spans so far. */
type Step =
  | {
      readonly does: "start";
      readonly at: number;
      readonly isRoot: boolean;
      readonly kind: number;
      readonly around: Around;
    }
  | { readonly does: "activate"; readonly isRoot: boolean; readonly body: readonly Step[] }
  | { readonly does: "enter"; readonly around: Around; readonly at: number; readonly body: readonly Step[] }
  | { readonly does: "wait" | "bind" | "trace"; readonly body: readonly Step[] }
  | {
      readonly does: "set" | "event" | "link";
      readonly at: number;
      readonly name: string;
      readonly value: unknown;
    }
  | { readonly does: "status"; readonly at: number; readonly code: number; readonly message: string }
  | { readonly does: "throw"; readonly at: number; readonly thrown: unknown }
  | { readonly does: "end"; readonly at: number }
  | { readonly does: "look" };

const value = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.double(),
  fc.boolean(),
  fc.array(fc.string({ maxLength: 2 }), { maxLength: 3 }),
  fc.array(fc.oneof(fc.integer(), fc.string({ maxLength: 1 })), { maxLength: 2 }),
  fc.constantFrom<unknown>({ a: 1 }, 1n, new Date(0), [["a"]]),
);
const thrown = fc.constantFrom<unknown>(
  "text",
  "",
  undefined,
  { code: 7 },
  { name: "N" },
  { message: "m" },
  {},
);
const around = fc.constantFrom<Around>(
  "root",
  "value",
  "span",
  "no span",
  "wrapped",
  "invalid",
  "unsampled",
  "suppressed",
  "unsuppressed",
  "headers",
);
const at = fc.nat(9);

const { step } = fc.letrec<{ step: Step; body: Step[] }>((tie) => ({
  body: fc.array(tie("step"), { maxLength: 6, depthIdentifier: "body" }),
  step: fc.oneof(
    { depthSize: "small", withCrossShrink: true, depthIdentifier: "body" },
    fc.record({ does: fc.constant("start" as const), at, isRoot: fc.boolean(), kind: fc.nat(4), around }),
    fc.record({
      does: fc.constantFrom("set" as const, "event" as const, "link" as const),
      at,
      name: fc.string({ maxLength: 2 }),
      value,
    }),
    fc.record({
      does: fc.constant("status" as const),
      at,
      code: fc.nat(2),
      message: fc.string({ maxLength: 2 }),
    }),
    fc.record({ does: fc.constant("throw" as const), at, thrown }),
    fc.record({ does: fc.constant("end" as const), at }),
    fc.record({ does: fc.constant("look" as const) }),
    fc.record({ does: fc.constant("activate" as const), isRoot: fc.boolean(), body: tie("body") }),
    fc.record({ does: fc.constant("enter" as const), around, at, body: tie("body") }),
    fc.record({
      does: fc.constantFrom("wait" as const, "bind" as const, "trace" as const),
      body: tie("body"),
    }),
  ),
}));

/** Programs of several steps, which may hold others. */
export const programs: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 4, maxLength: 16, size: "max" });

/** Runs a body in a traced function, or in what stands for one. */
export type Traced = (name: string, body: () => Promise<void>) => Promise<void>;

/** Runs a program, and ends what it left open. */
export async function runProgram(program: readonly Step[], traced: Traced, see: See): Promise<void> {
  const running = new Running(traced, see);
  await running.all(program);
  for (const span of running.spans) if (span.isRecording()) span.end();
}

class Running {
  readonly spans: Span[] = [];
  private readonly traced: Traced;
  private readonly see: See;
  private functions = 0;
  private readonly tracer = trace.getTracer("random", "1");

  constructor(traced: Traced, see: See) {
    this.traced = traced;
    this.see = see;
  }

  async all(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.one(step);
  }

  private async one(step: Step): Promise<void> {
    switch (step.does) {
      case "start":
        this.start(step);
        return;
      case "activate":
        await this.tracer.startActiveSpan(this.name(), { root: step.isRoot }, (span) => {
          this.spans.push(span);
          return this.all(step.body);
        });
        return;
      case "enter":
        await context.with(this.contextOf(step.around, step.at), () => this.all(step.body));
        return;
      case "wait":
        await new Promise<void>((resolve) => setImmediate(resolve));
        await this.all(step.body);
        return;
      case "trace":
        await this.traced(`function ${this.functions++}`, () => this.all(step.body));
        return;
      case "bind":
        await context.bind(context.active(), () => this.all(step.body))();
        return;
      case "look":
        this.look();
        return;
      default:
        this.change(step);
    }
  }

  private name(): string {
    return `span ${this.spans.length}`;
  }

  private start({ at: index, isRoot, kind, around: where }: Extract<Step, { does: "start" }>): void {
    const span = this.tracer.startSpan(
      this.name(),
      { root: isRoot, kind, attributes: { index }, links: [{ context: ELSEWHERE }] },
      this.contextOf(where, index),
    );
    this.spans.push(span);
  }

  private contextOf(where: Around, index: number): Context {
    const active = context.active();
    const wrap = (spanContext: SpanContext) => trace.setSpan(active, trace.wrapSpanContext(spanContext));
    const span = this.spans[index % (this.spans.length || 1)];
    switch (where) {
      case "root":
        return ROOT_CONTEXT;
      case "value":
        return active.setValue(KEY, index);
      case "span":
        return span === undefined ? active : trace.setSpan(active, span);
      case "no span":
        return trace.deleteSpan(active);
      case "wrapped":
        return wrap(ELSEWHERE);
      case "invalid":
        return wrap(INVALID_SPAN_CONTEXT);
      case "unsampled":
        return wrap({ ...ELSEWHERE, traceFlags: 0 });
      case "suppressed":
        return suppressTracing(active);
      case "unsuppressed":
        return unsuppressTracing(active);
      case "headers": {
        const headers: Record<string, string> = {};
        propagation.inject(active, headers);
        return propagation.extract(ROOT_CONTEXT.setValue(KEY, "far"), headers);
      }
    }
  }

  private look(): void {
    const active = trace.getActiveSpan();
    // A traced function that is not recorded need not be there.
    const index = active?.isRecording() ? this.spans.indexOf(active) : undefined;
    const headers: Record<string, string> = {};
    propagation.inject(context.active(), headers);
    this.see(index, active?.isRecording(), (active?.spanContext().traceFlags ?? 0) & 1, Object.keys(headers));
    this.see(context.active().getValue(KEY), active && trace.isSpanContextValid(active.spanContext()));
  }

  private change(step: Extract<Step, { does: "set" | "event" | "link" | "status" | "throw" | "end" }>): void {
    const span = this.spans[step.at % (this.spans.length || 1)];
    if (span === undefined) return;
    if (step.does === "end") span.end();
    else if (step.does === "throw") span.recordException(step.thrown as Error);
    else if (step.does === "status") span.setStatus({ code: step.code, message: step.message });
    else if (step.does === "set") span.setAttribute(step.name, step.value as string);
    else if (step.does === "event") span.addEvent(step.name, { [step.name]: step.value as string });
    else span.addLink({ context: ELSEWHERE, attributes: { [step.name]: step.value as string } });
  }
}
