// For tests of what a program calls: what makes the spans, this tracer in each of its set-ups or another SDK behind a bridge.
import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  InMemorySpanExporter as ForeignMemory,
  SimpleSpanProcessor as ForeignSimple,
  ParentBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import { afterEach } from "vitest";
import { bridgeToSdk } from "../../runtime/bridge/bridge.js";
import { getTracer, type ReadableSpan } from "../../runtime/index.js";
import { registerTracerProvider } from "../../runtime/opentelemetry/registration.js";
import { record } from "./recorder.js";

let undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo.reverse()) each();
  undo = [];
  for (const each of [context, propagation, trace]) each.disable();
});

/** Takes something back when the test has ended. */
export function undoLater(action: () => void): void {
  undo.push(action);
}

/** Where spans end up. */
interface Home {
  finished(): ReadableSpan[];
}

/** What makes the spans, and who gets them. */
export const HOMES: Readonly<Record<string, () => Home>> = {
  "this tracer alone": own,
  "a sampler of OpenTelemetry's SDK": () => {
    getTracer().setSampler(new ParentBasedSampler({ root: new AlwaysOnSampler() }));
    return own();
  },
  "OpenTelemetry's API by this tracer": () => {
    const registration = registerTracerProvider();
    undo.push(() => registration.disable());
    return own();
  },
  "a bridge to another SDK": () => bridged(new AsyncLocalStorageContextManager()),
  "a bridge without a context manager": () => bridged(undefined),
};

function own(): Home {
  const spans = record();
  return { finished: () => spans.getFinishedSpans() as ReadableSpan[] };
}

function bridged(manager: AsyncLocalStorageContextManager | undefined): Home {
  const memory = new ForeignMemory();
  if (manager !== undefined) context.setGlobalContextManager(manager);
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new ForeignSimple(memory)] }));
  undo.push(bridgeToSdk());
  return { finished: () => memory.getFinishedSpans() as unknown as ReadableSpan[] };
}

/** The finished span of a name; the test fails on a missing one. */
export function finder({ finished }: Home): (name: string) => ReadableSpan {
  return (name) => {
    const found = finished().find((span) => span.name === name);
    if (!found) throw new Error(`no span ${name} among ${finished().map((span) => span.name)}`);
    return found;
  };
}
