// Options of the OTLP exporter in, checked settings out; what is wrong is said by name.

import { MAX_DELAY } from "../clock.js";
import { URL } from "../ground/node.js";
import { isToken } from "../header-text.js";
import type { TlsOptions } from "../http-client/client.js";
import { isView } from "../intrinsics.js";
import { checkNames, isRecord, shown } from "../options.js";

/** Options of `OtlpHttpSpanExporter`. */
export interface OtlpHttpSpanExporterOptions extends TlsOptions {
  /** Where spans are posted; taken as it is. @default "http://localhost:4318/v1/traces" */
  readonly url?: string | undefined;
  /** @default "protobuf" */
  readonly encoding?: "protobuf" | "json" | undefined;
  /** @default "none" */
  readonly compression?: "gzip" | "none" | undefined;
  /** More headers, for authentication. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds for one export, with all its attempts. @default 10000 */
  readonly timeout?: number | undefined;
}

/** Options with defaults, found good. */
export interface OtlpSettings {
  readonly url: URL;
  readonly encoding: "protobuf" | "json";
  readonly compression: "gzip" | "none";
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly tls: TlsOptions;
}

const OPTION_NAMES = ["url", "encoding", "compression", "headers", "timeout", "ca", "cert", "key"];
const DEFAULT_URL = "http://localhost:4318/v1/traces";
const DEFAULT_TIMEOUT = 10_000;

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
    timeout: checkTimeout(options.timeout ?? outside.timeout ?? DEFAULT_TIMEOUT),
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

/** An address that can be posted to; `undefined` for anything else. */
export function readUrl(value: string): URL | undefined {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : undefined;
}

/** Whether HTTP can carry a header. */
export function isHeader(name: string, value: string): boolean {
  return isToken(name) && typeof value === "string" && HEADER_VALUE.test(value);
}

function checkUrl(value: string): URL {
  const url = readUrl(value);
  if (url !== undefined) return url;
  throw refuse("url", "an address that begins with http:// or https://", value);
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

function checkTimeout(value: number): number {
  if (typeof value !== "number") throw refuse("timeout", "milliseconds", value);
  if (value > 0 && value <= MAX_DELAY) return value;
  throw new RangeError(
    `OtlpHttpSpanExporter: \`timeout\`: expected milliseconds, 1 to ${MAX_DELAY}, got ${value}`,
  );
}
