// Programs about who is whose parent: current spans, contexts given by hand, roots, remote and invalid parents.
import {
  context,
  createTraceState,
  INVALID_SPAN_CONTEXT,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { suppressTracing, unsuppressTracing } from "@opentelemetry/core";
import { ELSEWHERE, type Program, type See, sleep } from "./programs.js";

const tracer = (): Tracer => trace.getTracer("programs");

/** Wraps a span context and makes it the parent of a new span. */
function childOf(see: See, parent: SpanContext): void {
  const around = trace.setSpan(ROOT_CONTEXT, trace.wrapSpanContext(parent));
  const child = tracer().startSpan("child", {}, around);
  see(child.isRecording(), child.spanContext().traceFlags & 1);
  child.end();
}

export const parents: readonly Program[] = [
  ["a span alone", () => tracer().startSpan("alone").end()],
  [
    "a started span is not current",
    (see) => {
      const span = tracer().startSpan("a");
      see(trace.getActiveSpan());
      tracer().startSpan("b").end();
      span.end();
    },
  ],
  [
    "an active span has children, and is not ended for the program",
    (see) => {
      const result = tracer().startActiveSpan("parent", (span) => {
        see(trace.getActiveSpan() === span);
        tracer().startActiveSpan("child", (child) => child.end());
        span.end();
        return 7;
      });
      see(result, trace.getActiveSpan());
    },
  ],
  [
    "options and a context for an active span",
    (see) => {
      tracer().startActiveSpan("a", { kind: 2, attributes: { x: 1 } }, (a) => {
        tracer().startActiveSpan("b", {}, ROOT_CONTEXT, (b) => {
          see(trace.getActiveSpan() === b, b.isRecording());
          b.end();
        });
        tracer().startActiveSpan("c", {}, trace.setSpan(ROOT_CONTEXT, a), (c) => c.end());
        a.end();
      });
    },
  ],
  [
    "an active span without a function",
    (see) => see((tracer().startActiveSpan as (name: string) => unknown).call(tracer(), "nothing")),
  ],
  [
    "an active span whose function throws, or rejects",
    async (see) => {
      const error = new Error("thrown");
      const attempt = (fn: (span: Span) => unknown) => tracer().startActiveSpan("tried", fn);
      try {
        attempt((span) => {
          span.end();
          throw error;
        });
      } catch (caught) {
        see(caught === error, trace.getActiveSpan());
      }
      const rejected = attempt(async (span) => {
        await sleep(1);
        see(trace.getActiveSpan() === span);
        span.end();
        throw error;
      });
      see(await (rejected as Promise<unknown>).catch((caught: unknown) => caught === error));
    },
  ],
  [
    "work side by side",
    async () => {
      const work = (name: string) =>
        tracer().startActiveSpan(name, async (span) => {
          await sleep(2);
          await tracer().startActiveSpan(`${name} inner`, async (inner) => {
            await sleep(1);
            inner.end();
          });
          span.end();
        });
      await tracer().startActiveSpan("all", async (span) => {
        await Promise.all([work("one"), work("two"), work("three")]);
        span.end();
      });
    },
  ],
  [
    "a root below a current span",
    () =>
      tracer().startActiveSpan("outer", (outer) => {
        tracer().startSpan("root", { root: true }).end();
        tracer().startActiveSpan("active root", { root: true }, (root) => {
          tracer().startSpan("below").end();
          root.end();
        });
        outer.end();
      }),
  ],
  [
    "a child that ends after its parent, and one that begins after it",
    () =>
      tracer().startActiveSpan("parent", (parent) => {
        const child = tracer().startSpan("late");
        parent.end();
        tracer().startSpan("later").end();
        child.end();
      }),
  ],
  ["a parent that is far away", (see) => childOf(see, { ...ELSEWHERE, isRemote: true })],
  ["a parent that is wrapped", (see) => childOf(see, ELSEWHERE)],
  ["a parent that is not sampled", (see) => childOf(see, { ...ELSEWHERE, traceFlags: 0 })],
  [
    "a parent with tracestate",
    (see) => childOf(see, { ...ELSEWHERE, isRemote: true, traceState: createTraceState("a=1,b=2") }),
  ],
  ["an invalid parent", (see) => childOf(see, INVALID_SPAN_CONTEXT)],
  ["a parent without a span id", (see) => childOf(see, { ...ELSEWHERE, spanId: "0000000000000000" })],
  ["a parent with a bad trace id", (see) => childOf(see, { ...ELSEWHERE, traceId: "xyz" })],
  [
    "what a wrapped span is to the program",
    (see) => {
      for (const wrapped of [ELSEWHERE, INVALID_SPAN_CONTEXT].map((each) => trace.wrapSpanContext(each))) {
        context.with(trace.setSpan(context.active(), wrapped), () => {
          see(trace.getActiveSpan() === wrapped, trace.getActiveSpan()?.isRecording());
          see(trace.getSpanContext(context.active()));
          const more = context.active().setValue(Symbol.for("more"), 1);
          see(
            trace.getSpan(more) === wrapped,
            trace.getSpan(more.deleteValue(Symbol.for("more"))) === wrapped,
          );
          tracer().startSpan("below").end();
        });
      }
    },
  ],
  [
    "an unsampled trace",
    (see) => {
      const around = trace.setSpan(ROOT_CONTEXT, trace.wrapSpanContext({ ...ELSEWHERE, traceFlags: 0 }));
      context.with(around, () =>
        tracer().startActiveSpan("unsampled", (span) => {
          span.setAttribute("a", 1).addEvent("e").setStatus({ code: 2 });
          see(span.isRecording(), span.spanContext().traceFlags & 1, span.spanContext().traceId);
          see(span.spanContext().spanId !== ELSEWHERE.spanId);
          tracer().startActiveSpan("below", (below) => {
            see(below.isRecording(), below.spanContext().traceId);
            below.end();
          });
          tracer().startSpan("root", { root: true }).end();
          span.end();
        }),
      );
    },
  ],
  [
    "suppressed tracing",
    (see) =>
      tracer().startActiveSpan("outer", (outer) => {
        context.with(suppressTracing(context.active()), () => {
          const span = tracer().startSpan("suppressed");
          see(span.isRecording(), span.spanContext(), trace.getActiveSpan() === outer);
          span.end();
          tracer().startActiveSpan("also", (also) => {
            see(trace.getActiveSpan() === also);
            tracer().startSpan("below").end();
            tracer().startSpan("root", { root: true }).end();
          });
          context.with(unsuppressTracing(context.active()), () => tracer().startSpan("again").end());
        });
        outer.end();
      }),
  ],
  [
    "a span of suppressed tracing as a parent elsewhere",
    () => {
      const span = tracer().startSpan("nothing", {}, suppressTracing(ROOT_CONTEXT));
      context.with(trace.setSpan(ROOT_CONTEXT, span), () => tracer().startSpan("fresh").end());
    },
  ],
];
