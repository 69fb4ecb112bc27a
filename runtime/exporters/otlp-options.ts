// Options of the OTLP exporter in, checked settings out; what is wrong is said by name.

import { MAX_DELAY } from "../ground/clock.js";
import { isToken } from "../ground/header-text.js";
import { isView } from "../ground/intrinsics.js";
import { URL } from "../ground/node.js";
import { checkNames, isRecord, shown } from "../ground/options.js";
import type { TlsOptions } from "../http-client/route.js";

/** Options of `OtlpHttpSpanExporter`. */
export interface OtlpHttpSpanExporterOptions extends TlsOptions {
  /** Where spans are posted; taken as it is. `unix:/path` is a socket of the file system. @default "http://localhost:4318/v1/traces" */
  readonly url?: string | undefined;
  /** How spans are encoded. @default "protobuf" */
  readonly encoding?: "protobuf" | "json" | undefined;
  /** Whether requests are compressed. @default "none" */
  readonly compression?: "gzip" | "none" | undefined;
  /** More headers, for authentication. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds for one export, with all its attempts. @default 10000 */
  readonly timeout?: number | undefined;
  /**
   * Bytes that a request may have before it is compressed; what is larger is sent in several. A span that is larger alone
   * loses its largest attributes. The default is what receivers of gRPC take (`max_recv_msg_size_mib` of the
   * OpenTelemetry Collector, and gRPC itself); by HTTP the Collector takes 20 MiB. @default 4194304
   */
  readonly maxRequestBytes?: number | undefined;
  /**
   * Milliseconds that the exit of a process (`process.exit()`, an error that nobody catches, the end of a worker thread)
   * may be held up to send what is left; 0 for none. Nothing is held up when nothing is left, or when the receiver could
   * not be reached before. @default 1000
   */
  readonly exitTimeout?: number | undefined;
}

/** Options with defaults, found good. */
export interface OtlpSettings {
  readonly url: URL;
  readonly encoding: "protobuf" | "json";
  readonly compression: "gzip" | "none";
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly maxRequestBytes: number;
  readonly exitTimeout: number;
  readonly tls: TlsOptions;
}

const OPTION_NAMES = [
  "url",
  "encoding",
  "compression",
  "headers",
  "timeout",
  "maxRequestBytes",
  "exitTimeout",
  "ca",
  "cert",
  "key",
];
const DEFAULT_URL = "http://localhost:4318/v1/traces";
const DEFAULT_TIMEOUT = 10_000;
const DEFAULT_REQUEST_BYTES = 4 * 1024 * 1024;
const LEAST_REQUEST_BYTES = 1024;
const DEFAULT_EXIT_TIMEOUT = 1000;

// https://www.rfc-editor.org/rfc/rfc9110#name-fields
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Options with what the environment says in place of those that are absent, and then with defaults.
 * @throws TypeError or RangeError for a bad option, by name
 */
export function checkOtlpOptions(
  options: OtlpHttpSpanExporterOptions,
  outside: OtlpHttpSpanExporterOptions,
): OtlpSettings {
  checkNames("OtlpHttpSpanExporter", options, OPTION_NAMES);
  return {
    url: checkUrl(options.url ?? outside.url ?? DEFAULT_URL),
    encoding: oneOf("encoding", options.encoding ?? outside.encoding ?? "protobuf", ["protobuf", "json"]),
    compression: oneOf("compression", options.compression ?? outside.compression ?? "none", ["gzip", "none"]),
    headers: { ...checkHeaders(outside.headers), ...checkHeaders(options.headers) },
    timeout: checkNumber("timeout", options.timeout ?? outside.timeout ?? DEFAULT_TIMEOUT, MILLISECONDS),
    maxRequestBytes: checkNumber("maxRequestBytes", options.maxRequestBytes ?? DEFAULT_REQUEST_BYTES, BYTES),
    exitTimeout: checkNumber("exitTimeout", options.exitTimeout ?? DEFAULT_EXIT_TIMEOUT, PATIENCE),
    tls: {
      ca: checkPem("ca", options.ca ?? outside.ca),
      cert: checkPem("cert", options.cert ?? outside.cert),
      key: checkPem("key", options.key ?? outside.key),
    },
  };
}

function refuse(name: string, expected: string, value: unknown): TypeError {
  return new TypeError(`OtlpHttpSpanExporter: \`${name}\`: expected ${expected}, got ${shown(value)}`);
}

/** What an address has to be. */
export const ADDRESS = "an address that begins with http:// or https://, or unix: and a path";

/** An address that can be posted to; `undefined` for anything else. */
export function readUrl(value: string): URL | undefined {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol === "unix:") return url.host === "" && url.pathname !== "" ? url : undefined;
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : undefined;
}

/** Whether HTTP can carry a header. */
export function isHeader(name: string, value: string): boolean {
  return isToken(name) && typeof value === "string" && HEADER_VALUE.test(value);
}

function checkUrl(value: string): URL {
  const url = readUrl(value);
  if (url !== undefined) return url;
  throw refuse("url", ADDRESS, value);
}

function oneOf<T extends string>(name: string, value: T, all: readonly T[]): T {
  if (all.includes(value)) return value;
  throw refuse(name, all.map((each) => `"${each}"`).join(" or "), value);
}

function checkHeaders(headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  if (!isRecord(headers)) throw refuse("headers", "an object of texts", headers);
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    // The value may be a secret: it is not shown.
    if (!isHeader(name, value)) throw refuse("headers", "names and values as HTTP has them", name);
    checked[name.toLowerCase()] = value;
  }
  return checked;
}

function checkPem(name: string, value: TlsOptions["ca"]): TlsOptions["ca"] {
  if (value === undefined || typeof value === "string" || isView(value)) return value;
  throw refuse(name, "a text or a buffer in PEM form", value);
}

interface NumberRange {
  readonly unit: string;
  readonly least: number;
  readonly most: number;
}

const MILLISECONDS: NumberRange = { unit: "milliseconds", least: 1, most: MAX_DELAY };
const PATIENCE: NumberRange = { unit: "milliseconds", least: 0, most: MAX_DELAY };
const BYTES: NumberRange = { unit: "bytes", least: LEAST_REQUEST_BYTES, most: Number.MAX_SAFE_INTEGER };

function checkNumber(name: string, value: number, { unit, least, most }: NumberRange): number {
  if (typeof value !== "number") throw refuse(name, unit, value);
  if (value >= least && value <= most) return value;
  throw new RangeError(
    `OtlpHttpSpanExporter: \`${name}\`: expected ${unit}, ${least} to ${most}, got ${value}`,
  );
}
