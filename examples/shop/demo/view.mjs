// The traces of a demo in; a viewer that holds them out, on a page of this machine.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { OtlpHttpSpanExporter } from "uno-trace/runtime";
import { step } from "./steps.mjs";

const cli = fileURLToPath(import.meta.resolve("uno-trace-view/cli"));

/** Starts `uno-trace view` and sends it the spans. `ended` resolves when its reader has ended it, or the signal. */
export async function openViewer(traces, signal, port = 4318) {
  const viewer = spawn(process.execPath, [cli, "view", "--port", String(port)], {
    stdio: ["ignore", "inherit", "pipe"],
    signal,
  });
  const ended = new Promise((resolve) => {
    viewer.once("exit", resolve);
    viewer.on("error", resolve); // the signal's abort
  });
  const lines = createInterface(viewer.stderr);
  lines.on("line", (line) => console.error(line));
  const [first] = await step("the start of the viewer", Promise.race([once(lines, "line"), ended]));
  const url = /open (http:\S+)/.exec(first ?? "")?.[1];
  if (!url) throw new Error("the viewer did not start");
  await send(traces, url);
  return { url, ended };
}

async function send(traces, url) {
  const exporter = new OtlpHttpSpanExporter({ url: `${url}/v1/traces` });
  const spans = traces.flatMap((trace) => trace.spans);
  const sent = new Promise((resolve, reject) => {
    exporter.export(spans, ({ code, error }) => (code === 0 ? resolve() : reject(error)));
  });
  await step("sending the spans to the viewer", sent);
  await exporter.shutdown();
}
