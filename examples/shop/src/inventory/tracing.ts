// All that the inventory service says about tracing.
import { setupMonitoring } from "uno-trace/runtime";
import { IpcSpanExporter } from "../ipc-exporter.js";

export const monitoring = setupMonitoring({ serviceName: "inventory", exporter: new IpcSpanExporter() });
