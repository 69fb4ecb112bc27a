// For tests of the runtime: records spans in memory, makes sites, and puts the process-wide state back.

import { afterEach } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import type { SiteDescription, SiteFunction } from "../../runtime/model/site.js";
import type { ReadableSpan, Span } from "../../runtime/model/span.js";
import { SimpleSpanProcessor } from "../../runtime/processors/simple.js";
import { alwaysOn, parentBased } from "../../runtime/sampling/sampler.js";
import { state } from "../../runtime/state/state.js";

/** Records all spans until the test ends. */
export function record(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  getTracer().addProcessor(new SimpleSpanProcessor(exporter));
  return exporter;
}

afterEach(async () => {
  await getTracer().shutdown();
  getTracer().setSampler(parentBased(alwaysOn));
  state.storage.enterWith(undefined);
  state.settings = { ...state.settings, disabled: false };
});

/** What generated code has for one function. */
export function site(name: string, more: Partial<SiteDescription> = {}): SiteFunction {
  return () => ({ name, fn: name, kind: 0, file: "src/a.ts", line: 12, column: 3, ...more });
}

/** Finished spans by name; the test fails on a missing one. */
export function named(exporter: InMemorySpanExporter, name: string): Span {
  const found = exporter.getFinishedSpans().find((span) => span.name === name);
  if (!found) throw new Error(`no span ${name} among ${names(exporter).slice(0, 20).join(", ")}`);
  return found as ReadableSpan as Span;
}

export function names(exporter: InMemorySpanExporter): string[] {
  return exporter.getFinishedSpans().map((span) => span.name);
}

/** Resolves after the given milliseconds. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Keeps the processor busy: `min` is about time that has passed. */
export function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** What a catch clause would see. */
export function caught(fn: () => unknown): unknown {
  try {
    fn();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
