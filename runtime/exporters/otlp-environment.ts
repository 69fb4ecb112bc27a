// OpenTelemetry's environment variables in, options of the OTLP exporter out.
import { readFileSync } from "node:fs";
import { MAX_DELAY } from "../ground/clock.js";
import { Environment, type Variables } from "../ground/environment-values.js";
import { describeFault } from "../ground/faults.js";
import { ADDRESS, isHeader, type OtlpHttpSpanExporterOptions, readUrl } from "./otlp-options.js";

const ALL = "OTEL_EXPORTER_OTLP_";
const TRACES = "OTEL_EXPORTER_OTLP_TRACES_";
const PATH = "/v1/traces";

/** Reads the variables, those for traces before those for all signals; a bad one is reported by its name. */
export function readOtlpEnvironment(variables: Variables): OtlpHttpSpanExporterOptions {
  const from = new Environment(variables);
  /** The first of the two that has a good value. */
  const either = <T>(member: string, read: (name: string) => T | undefined): T | undefined =>
    read(TRACES + member) ?? read(ALL + member);
  // About gRPC without a scheme in the address; only a misspelling is of interest here.
  either("INSECURE", (name) => from.boolean(name));
  return {
    url: urlOf(from),
    encoding: either("PROTOCOL", (name) => encodingOf(from, name)),
    compression: either("COMPRESSION", (name) =>
      from.choice<"gzip" | "none">(name, { gzip: "gzip", none: "none" }),
    ),
    headers: { ...from.headers(`${ALL}HEADERS`, isHeader), ...from.headers(`${TRACES}HEADERS`, isHeader) },
    timeout: either("TIMEOUT", (name) => from.whole(name, 1, MAX_DELAY)),
    ca: either("CERTIFICATE", (name) => fileOf(from, name)),
    cert: either("CLIENT_CERTIFICATE", (name) => fileOf(from, name)),
    key: either("CLIENT_KEY", (name) => fileOf(from, name)),
  };
}

/** Where spans go that are for the viewer; `undefined` for where all others go. */
export function viewerUrl(variables: Variables): string | undefined {
  const base = addressOf(new Environment(variables), "UNO_TRACE_VIEW");
  return base && withPath(base);
}

// The address for traces is taken as it is; to the one for all signals belongs a path for each.
function urlOf(from: Environment): string | undefined {
  const own = addressOf(from, `${TRACES}ENDPOINT`);
  if (own !== undefined) return own.href;
  const base = addressOf(from, `${ALL}ENDPOINT`);
  return base && withPath(base);
}

function withPath(base: URL): string {
  // The path of a socket is none of a request.
  if (base.protocol === "unix:") return base.href;
  base.pathname = base.pathname.replace(/\/?$/, PATH);
  return base.href;
}

function addressOf(from: Environment, name: string): URL | undefined {
  const text = from.text(name);
  if (text === undefined) return undefined;
  return readUrl(text) ?? from.refuse(name, `expected ${ADDRESS}`);
}

function encodingOf(from: Environment, name: string): "protobuf" | "json" | undefined {
  const encoding = from.choice<"protobuf" | "json" | "grpc">(name, {
    "http/protobuf": "protobuf",
    "http/json": "json",
    grpc: "grpc",
  });
  if (encoding !== "grpc") return encoding;
  return from.refuse(name, "gRPC is not available, expected http/protobuf or http/json");
}

function fileOf(from: Environment, name: string): Buffer | undefined {
  const path = from.text(name);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch (error) {
    return from.refuse(name, `the file cannot be read (${describeFault(error)})`);
  }
}
