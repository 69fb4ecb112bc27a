// A program and the address of a viewer in; the program runs with its spans going there, and its exit code comes out.
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { join } from "node:path";
import { Refusal } from "./command.js";

const REGISTER = "uno-trace/register";

/**
 * Runs a program to its end.
 * @throws Refusal where it cannot be started
 */
export function launch(program: string, args: readonly string[], url: string, cwd: string): Promise<number> {
  const env = environmentFor(process.env, url, cwd);
  const child = spawn(program, args, { cwd, env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", (cause) => reject(new Refusal(`${program} could not be started: ${cause.message}`)));
    child.on("exit", (code, signal) =>
      resolve(code ?? 128 + (constants.signals[signal as NodeJS.Signals] ?? 0)),
    );
    passOn(child);
  });
}

/** A terminal sends Ctrl+C to both; whoever ends the viewer alone means its program, too. */
function passOn(child: ChildProcess): void {
  const end = () => void child.kill("SIGTERM");
  process.once("SIGTERM", end);
  child.once("exit", () => process.off("SIGTERM", end));
}

/** OpenTelemetry's variables, which every SDK reads; a program of Node is set up even where it does nothing for it. */
export function environmentFor(env: NodeJS.ProcessEnv, url: string, cwd: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS = "" } = env;
  const loads = hasRegister(cwd) && !NODE_OPTIONS.includes(REGISTER);
  return {
    ...env,
    UNO_TRACE_VIEW: url,
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_METRICS_EXPORTER: "none",
    OTEL_LOGS_EXPORTER: "none",
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    // One for traces alone would go before the common one.
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/v1/traces`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
    ...(loads ? { NODE_OPTIONS: `${NODE_OPTIONS} --import ${REGISTER}`.trim() } : {}),
  };
}

/** Node refuses to start where it does not find what it is to import. */
function hasRegister(cwd: string): boolean {
  try {
    createRequire(join(cwd, "package.json")).resolve(REGISTER);
    return true;
  } catch {
    return false;
  }
}
