// The same set-up from an ES module: the program, which is CommonJS, then loads another copy of the runtime.
import { registerTracerProvider } from "uno-trace/opentelemetry";
import { InMemorySpanExporter, SimpleSpanProcessor, setupMonitoring } from "uno-trace/runtime";

globalThis.recorded = new InMemorySpanExporter();
setupMonitoring({ processors: [new SimpleSpanProcessor(globalThis.recorded)] });
registerTracerProvider();
await import("./set-up.cjs");
