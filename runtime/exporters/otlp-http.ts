// An exporter that posts spans to an OpenTelemetry collector, or whatever else takes OTLP over HTTP.
import { now } from "../clock.js";
import { report, reportError } from "../faults.js";
import { process } from "../ground/node.js";
import type { Answer } from "../http-client/answer.js";
import { HttpClient } from "../http-client/client.js";
import { encodeTraceJson } from "../otlp/trace-json.js";
import { encodeTraceRequest, TraceRequest } from "../otlp/trace-request.js";
import { readTraceResponse } from "../otlp/trace-response.js";
import { holdOpen } from "../processors/process-end.js";
import type { EncodingExporter, ExportResult, SpanEncoder } from "../processors/processor.js";
import { VERSION } from "../resource.js";
import type { ReadableSpan } from "../span-shape.js";
import { readOtlpEnvironment } from "./otlp-environment.js";
import { checkOtlpOptions, type OtlpHttpSpanExporterOptions, type OtlpSettings } from "./otlp-options.js";
import { Pauses } from "./pauses.js";
import { backOff, type Failure, failureOf, failureOfError, MAX_RETRIES } from "./retry.js";
import { suppressed } from "./suppressed.js";

const MAX_PENDING = 30;

/**
 * Sends spans as OTLP over HTTP. What may succeed later (429, 502, 503, 504, a connection that fails) is tried again
 * within `timeout`, with growing pauses or when the receiver asks for it. The requests are not traced.
 * @example
 * new BatchSpanProcessor({ exporter: new OtlpHttpSpanExporter({ url: "https://example.com/v1/traces" }) });
 */
export class OtlpHttpSpanExporter implements EncodingExporter {
  private readonly settings: OtlpSettings;
  private readonly client: HttpClient;
  private readonly place: string;
  private readonly pending = new Set<Promise<void>>();
  private readonly pauses = new Pauses();
  private isStopping = false;
  private stopped: Promise<void> | undefined;
  private hasHeard = false;

  /** @throws TypeError or RangeError for a bad option, by name */
  constructor(options: OtlpHttpSpanExporterOptions = {}) {
    this.settings = checkOtlpOptions(options, readOtlpEnvironment(process.env));
    const { url, tls } = this.settings;
    this.client = new HttpClient(url, headersOf(this.settings), tls);
    // Without a password that may be in the address.
    this.place = url.origin + url.pathname;
  }

  export(spans: ReadableSpan[], resultCallback: (result: ExportResult) => void): void {
    const encode = this.settings.encoding === "json" ? encodeTraceJson : encodeTraceRequest;
    this.begin(() => encode(spans), spans.length, resultCallback);
  }

  /** For `BatchSpanProcessor`: encodes a batch as protobuf while it fills; `undefined` for JSON. */
  newEncoder(): SpanEncoder | undefined {
    // Whoever has replaced `export` wants to see the spans.
    const isOwn = this.export === OtlpHttpSpanExporter.prototype.export;
    return isOwn && this.settings.encoding === "protobuf" ? new TraceRequest() : undefined;
  }

  /** For `BatchSpanProcessor`: sends what an encoder of `newEncoder` has. */
  exportEncoded(encoder: SpanEncoder, count: number, resultCallback: (result: ExportResult) => void): void {
    this.begin(() => encoder.finish(), count, resultCallback);
  }

  private begin(
    encode: () => Uint8Array,
    count: number,
    resultCallback: (result: ExportResult) => void,
  ): void {
    const refusal = this.refusal();
    if (refusal !== undefined) {
      answer(resultCallback, { code: 1, error: new Error(refusal) });
      return;
    }
    const work = suppressed(() => this.send(encode, count)).then(
      (): ExportResult => ({ code: 0 }),
      (error: Error): ExportResult => ({ code: 1, error }),
    );
    const settled = work.then((result) => {
      this.pending.delete(settled);
      answer(resultCallback, result);
    });
    this.pending.add(settled);
  }

  /** Waits for the exports that are under way; never rejects. */
  async forceFlush(): Promise<void> {
    await holdOpen(Promise.all(this.pending));
  }

  /** Gives what is under way its last attempt, and takes no more. */
  shutdown(): Promise<void> {
    this.stopped ??= this.stop();
    return this.stopped;
  }

  private async stop(): Promise<void> {
    this.isStopping = true;
    this.pauses.end();
    await this.forceFlush();
    this.client.close();
  }

  private refusal(): string | undefined {
    if (this.isStopping) return "the exporter was shut down";
    return this.pending.size < MAX_PENDING ? undefined : `${MAX_PENDING} exports are under way already`;
  }

  private async send(encode: () => Uint8Array, count: number): Promise<void> {
    const { compression, timeout } = this.settings;
    const deadline = now() + timeout;
    const plain = encode();
    const body = compression === "gzip" ? await zipped(plain) : plain;
    this.hear(await this.deliver(body, deadline, count));
  }

  /** Posts until the body is taken, or there is no sense in going on. */
  private async deliver(body: Uint8Array, deadline: number, count: number): Promise<Answer> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.post(body, deadline);
      if ("status" in answer) return answer;
      const delay = answer.after ?? backOff(attempt);
      const isLast = !answer.isTransient || attempt >= MAX_RETRIES || this.isStopping;
      const reason = `${answer.reason} (${this.place})`;
      if (isLast || now() + delay > deadline) throw new Error(reason);
      const what = count === 1 ? "a span was" : `${count} spans were`;
      await this.pauses.wait(delay, `${what} not exported: ${reason}`);
    }
  }

  private async post(body: Uint8Array, deadline: number): Promise<Answer | Failure> {
    try {
      const answer = await this.client.post(body, deadline);
      return answer.status >= 200 && answer.status < 300 ? answer : failureOf(answer);
    } catch (error) {
      return failureOfError(error);
    }
  }

  /** Says once that a receiver does not take everything, or has a remark. */
  private hear({ body, headers }: Answer): void {
    const isJson = /json/.test(headers["content-type"] ?? "");
    const found = this.hasHeard ? undefined : readTraceResponse(body, isJson);
    if (found === undefined) return;
    this.hasHeard = true;
    const remark = found.message === "" ? "" : `: ${found.message}`;
    const what = found.rejectedSpans > 0 ? `rejected ${found.rejectedSpans} spans` : "has a warning";
    report(`the OTLP receiver ${what}${remark}; this is said once`);
  }
}

function headersOf({ headers, encoding, compression }: OtlpSettings): Readonly<Record<string, string>> {
  return {
    "user-agent": `uno-trace/${VERSION}`,
    ...headers,
    "content-type": encoding === "json" ? "application/json" : "application/x-protobuf",
    ...(compression === "gzip" && { "content-encoding": "gzip" }),
  };
}

async function zipped(bytes: Uint8Array): Promise<Uint8Array> {
  const { gzip } = await import("node:zlib");
  return new Promise((resolve, reject) =>
    gzip(bytes, (error, result) => (error ? reject(error) : resolve(result))),
  );
}

function answer(resultCallback: (result: ExportResult) => void, result: ExportResult): void {
  try {
    resultCallback(result);
  } catch (error) {
    reportError("the callback of an export threw", error);
  }
}
