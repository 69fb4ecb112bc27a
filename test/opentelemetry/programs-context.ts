// Programs about contexts: values, `with`, `bind` of functions and emitters, propagation, baggage.
import { EventEmitter } from "node:events";
import {
  type Context,
  context,
  createContextKey,
  propagation,
  ROOT_CONTEXT,
  type TextMapGetter,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { suppressTracing } from "@opentelemetry/core";
import { ELSEWHERE, type Program, sleep } from "./programs.js";

const tracer = (): Tracer => trace.getTracer("programs");
const KEY = createContextKey("programs");
const value = (): unknown => context.active().getValue(KEY);
const TRACEPARENT = `00-${ELSEWHERE.traceId}-${ELSEWHERE.spanId}-01`;

const asHeaders: TextMapGetter<Map<string, string>> = {
  keys: (carrier) => [...carrier.keys()],
  get: (carrier, key) => carrier.get(`X-${key}`),
};

/** A key of each context is what the other lacks. */
function bindThings(see: (...values: unknown[]) => void, around: Context): void {
  const self = { name: "self" };
  const bound = context.bind(around, function (this: unknown, a: number, b: number) {
    see(this === self, a, b, value(), trace.getActiveSpan() !== undefined);
    return a + b;
  });
  see(bound.call(self, 1, 2), bound.length, context.bind(around, 5), context.bind(around, self) === self);
}

export const contexts: readonly Program[] = [
  [
    "the active context outside of everything",
    (see) => see(context.active() === ROOT_CONTEXT, trace.getActiveSpan(), value()),
  ],
  [
    "values",
    (see) => {
      const one = context.active().setValue(KEY, 1);
      const two = one.setValue(KEY, 2);
      const none = two.deleteValue(KEY);
      see(one.getValue(KEY), two.getValue(KEY), none.getValue(KEY), value());
      context.with(two, () => {
        see(value(), context.active() === two);
        context.with(one, () => see(value()));
        context.with(none, () => see(value()));
        see(value());
      });
      see(value());
    },
  ],
  [
    "values beside spans",
    (see) =>
      context.with(ROOT_CONTEXT.setValue(KEY, "outer"), () =>
        tracer().startActiveSpan("a", (a) => {
          see(value());
          context.with(context.active().setValue(KEY, "inner"), () => {
            see(value(), trace.getActiveSpan() === a);
            tracer().startActiveSpan("b", (b) => {
              see(value());
              context.with(trace.deleteSpan(context.active()), () => {
                see(value(), trace.getActiveSpan());
                tracer().startSpan("c").end();
              });
              b.end();
            });
          });
          context.with(trace.setSpan(ROOT_CONTEXT, a), () => {
            see(value());
            tracer().startSpan("d").end();
          });
          a.end();
        }),
      ),
  ],
  [
    "with gives this, values and the result, and throws through",
    (see) => {
      const add = function (this: { n: number }, a: number, b: number): number {
        return this.n + a + b;
      };
      see(context.with(ROOT_CONTEXT, add, { n: 1 }, 2, 3));
      try {
        context.with(ROOT_CONTEXT.setValue(KEY, 1), () => {
          throw new RangeError("through");
        });
      } catch (error) {
        see(String(error), value());
      }
    },
  ],
  [
    "with and asynchronous work",
    async (see) => {
      const waiting = context.with(ROOT_CONTEXT.setValue(KEY, 1), async () => {
        see(value());
        await sleep(2);
        see(value());
        setTimeout(() => see(value()), 1);
        queueMicrotask(() => see(value()));
        await sleep(5);
        return value();
      });
      see(value());
      see(await waiting, value());
    },
  ],
  [
    "bound functions",
    (see) => {
      bindThings(see, ROOT_CONTEXT.setValue(KEY, "bound"));
      tracer().startActiveSpan("a", (a) => {
        bindThings(see, context.active());
        a.end();
      });
    },
  ],
  [
    "bound emitters",
    (see) => {
      const emitter = new EventEmitter();
      const before = () => see("before", value());
      emitter.on("e", before);
      see(context.bind(ROOT_CONTEXT.setValue(KEY, "first"), emitter) === emitter);
      context.bind(ROOT_CONTEXT.setValue(KEY, "second"), emitter);
      const listener = () => see("listener", value());
      const once = () => see("once", value());
      const first = () => see("first", value());
      const last = () => see("last", value());
      emitter.on("e", listener).once("e", once).prependListener("e", first);
      emitter.prependOnceListener("e", () => see("very first", value())).addListener("e", last);
      emitter.emit("e");
      see(emitter.listenerCount("e"));
      emitter.off("e", listener).removeListener("e", last);
      emitter.once("e", once);
      emitter.removeListener("e", once);
      emitter.emit("e");
      see(emitter.listenerCount("e"));
      emitter.removeAllListeners("e");
      see(emitter.emit("e"), emitter.listenerCount("e"));
      emitter.once("e", () => see("again", value()));
      see(emitter.emit("e"), emitter.emit("e"));
    },
  ],
  [
    "headers out and in",
    (see) =>
      tracer().startActiveSpan("client", (client) => {
        const headers: Record<string, string> = {};
        propagation.inject(context.active(), headers);
        const { traceId, spanId } = client.spanContext();
        see(headers.traceparent?.startsWith(`00-${traceId}-${spanId}-`), Object.keys(headers).sort());
        const remote = propagation.extract(ROOT_CONTEXT, headers);
        see(trace.getSpanContext(remote)?.isRemote, trace.getSpan(remote)?.isRecording());
        context.with(remote, () => tracer().startSpan("server").end());
        client.end();
      }),
  ],
  [
    "headers by a getter and a setter",
    (see) => {
      const carrier = new Map([
        ["X-traceparent", TRACEPARENT],
        ["X-tracestate", "a=1"],
        ["X-baggage", "user=ada,tenant=7;p"],
      ]);
      const found = propagation.extract(ROOT_CONTEXT.setValue(KEY, "kept"), carrier, asHeaders);
      see(found.getValue(KEY), trace.getSpanContext(found)?.traceId);
      see(propagation.getBaggage(found)?.getEntry("user")?.value);
      const out: [string, string][] = [];
      propagation.inject(found, out, { set: (to, key, text) => to.push([key, text]) });
      see(out.sort());
      context.with(found, () => tracer().startSpan("server").end());
    },
  ],
  [
    "headers that say nothing, or are wrong",
    (see) => {
      const around = trace.setSpan(ROOT_CONTEXT, trace.wrapSpanContext(ELSEWHERE));
      for (const traceparent of ["", "00-xyz", `ff${TRACEPARENT.slice(2)}`, "00-0-0-01"]) {
        const found = propagation.extract(around, { traceparent });
        see(trace.getSpanContext(found)?.spanId, found.getValue(KEY));
      }
      const empty: Record<string, string> = {};
      propagation.inject(ROOT_CONTEXT, empty);
      propagation.inject(suppressTracing(around), empty);
      see(empty, [...propagation.fields()].sort());
    },
  ],
  [
    "baggage",
    (see) => {
      const baggage = propagation.createBaggage({ user: { value: "ada l" }, tenant: { value: "7" } });
      context.with(propagation.setBaggage(context.active(), baggage), () =>
        tracer().startActiveSpan("a", (a) => {
          see(propagation.getActiveBaggage()?.getAllEntries());
          const headers: Record<string, string> = {};
          propagation.inject(context.active(), headers);
          see(headers.baggage);
          const back = propagation.extract(ROOT_CONTEXT, headers);
          see(propagation.getBaggage(back)?.getEntry("user")?.value);
          see(propagation.getBaggage(propagation.deleteBaggage(context.active())));
          a.end();
        }),
      );
      see(propagation.getActiveBaggage());
    },
  ],
];
