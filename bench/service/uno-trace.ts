// The service traced by uno-trace; the argument is the share of traces that are recorded.
import { OtlpHttpSpanExporter, setupMonitoring } from "uno-trace/runtime";
import { handle } from "./handle.js";
import { serve } from "./serve.js";
import * as steps from "./steps.js";

setupMonitoring({
  serviceName: "orders",
  exporter: new OtlpHttpSpanExporter(),
  sampleRatio: Number(process.argv[2]),
});
await serve((body) => handle(steps, body));
