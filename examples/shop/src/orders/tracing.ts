// All that the orders service says about tracing.
import { setupMonitoring } from "uno-trace/runtime";
import { IpcSpanExporter } from "../ipc-exporter.js";

export const monitoring = setupMonitoring({ serviceName: "orders", exporter: new IpcSpanExporter() });
