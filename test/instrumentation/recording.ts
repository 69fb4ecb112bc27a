// For tests of clients: a set-up that keeps spans, and a receiver, anew for each test.
import { afterEach, beforeEach } from "vitest";
import { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import type { InstrumentationName } from "../../runtime/instrumentation/instrument.js";
import { SimpleSpanProcessor } from "../../runtime/processors/simple.js";
import { type Monitoring, setupMonitoring } from "../../runtime/setup/monitoring.js";
import { type Receiver, receive } from "./receiver.js";

/** What a test has; filled before each. */
export interface Recording {
  spans: InMemorySpanExporter;
  monitoring: Monitoring;
  receiver: Receiver;
}

/** Registers what makes it and takes it down. */
export function recordClients(instrument: readonly InstrumentationName[]): Recording {
  const recording = {} as Recording;
  beforeEach(async () => {
    recording.spans = new InMemorySpanExporter();
    const processors = [new SimpleSpanProcessor(recording.spans)];
    recording.monitoring = setupMonitoring({ processors, instrument });
    recording.receiver = await receive();
  });
  afterEach(async () => {
    await recording.receiver.close();
    await recording.monitoring.shutdown();
  });
  return recording;
}
