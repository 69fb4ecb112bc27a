// An exporter that posts spans to an OpenTelemetry collector, or whatever else takes OTLP over HTTP.
import { process } from "../ground/node.js";
import { proxyFor } from "../http-client/environment-proxy.js";
import type { EncodingExporter, ExportResult, SpanEncoder } from "../model/processor.js";
import type { ReadableSpan } from "../model/span.js";
import { JSON_ENCODING } from "../otlp/cut/json.js";
import { PROTOBUF_ENCODING } from "../otlp/cut/protobuf.js";
import { encodeTraceJson } from "../otlp/trace-json.js";
import { TraceRequest } from "../otlp/trace-request.js";
import { holdOpen } from "../processors/process-end.js";
import { isExiting, onExit } from "../processors/process-exit.js";
import { Delivery } from "./delivery.js";
import { readOtlpEnvironment } from "./otlp-environment.js";
import { checkOtlpOptions, type OtlpHttpSpanExporterOptions, type OtlpSettings } from "./otlp-options.js";
import { type Encoded, Shipment } from "./shipment.js";
import { suppressed } from "./suppressed.js";

const MAX_PENDING = 30;

/**
 * Sends spans as OTLP over HTTP. What may succeed later (429, 502, 503, 504, a connection that fails) is tried again
 * within `timeout`, with growing pauses or when the receiver asks for it; what is too large (413, `maxRequestBytes`) is
 * sent in parts. The requests are not traced. What is left when the process exits is sent while it waits, at most
 * `exitTimeout`.
 * @example
 * new BatchSpanProcessor({ exporter: new OtlpHttpSpanExporter({ url: "https://example.com/v1/traces" }) });
 */
export class OtlpHttpSpanExporter implements EncodingExporter {
  private readonly encoding: OtlpSettings["encoding"];
  private readonly exitTimeout: number;
  private readonly delivery: Delivery;
  private readonly pending = new Map<Shipment, Promise<void> | undefined>();
  private stopped: Promise<void> | undefined = undefined;
  private forgetExit: () => void = () => {};

  /** @throws TypeError or RangeError for a bad option, by name */
  constructor(options: OtlpHttpSpanExporterOptions = {}) {
    const settings = checkOtlpOptions(options, readOtlpEnvironment(process.env));
    this.encoding = settings.encoding;
    this.exitTimeout = settings.exitTimeout;
    this.delivery = new Delivery(settings, proxyFor(settings.url, process.env));
  }

  /** @internal Says what to do where nobody listens. */
  withMend(mend: string): this {
    this.delivery.mend = mend;
    return this;
  }

  /** What waits when the process exits can be sent, unless somebody replaced `export`. */
  get exportsAtExit(): boolean {
    return this.isOwn();
  }

  // Whoever has replaced `export` wants to see the spans.
  private isOwn(): boolean {
    return this.export === OtlpHttpSpanExporter.prototype.export;
  }

  export(spans: ReadableSpan[], resultCallback: (result: ExportResult) => void): void {
    const encode = this.encoding === "json" ? encodedAsJson : encodedAsProtobuf;
    this.begin(() => encode(spans), spans.length, resultCallback);
  }

  /** For `BatchSpanProcessor`: encodes a batch as protobuf while it fills; `undefined` for JSON. */
  newEncoder(): SpanEncoder | undefined {
    return this.isOwn() && this.encoding === "protobuf" ? new TraceRequest() : undefined;
  }

  /** For `BatchSpanProcessor`: sends what an encoder of `newEncoder` has. */
  exportEncoded(encoder: SpanEncoder, count: number, resultCallback: (result: ExportResult) => void): void {
    this.begin(() => finished(encoder), count, resultCallback);
  }

  private begin(encode: () => Encoded, count: number, resultCallback: (result: ExportResult) => void): void {
    const encoding = this.encoding === "json" ? JSON_ENCODING : PROTOBUF_ENCODING;
    this.launch(new Shipment(encode, count, encoding, resultCallback));
  }

  private launch(shipment: Shipment): void {
    const refusal = this.refusal(shipment.count);
    if (refusal !== undefined) {
      shipment.refuse(refusal);
      return;
    }
    if (this.pending.size === 0) this.forgetExit = onExit("send", (mayTry) => this.sendAtExit(mayTry));
    this.pending.set(shipment, undefined);
    // Nothing comes of what is begun then: it is sent with all that is left.
    if (isExiting()) return;
    this.pending.set(
      shipment,
      suppressed(() => this.ship(shipment)),
    );
  }

  /** Waits for the exports that are under way; never rejects. */
  async forceFlush(): Promise<void> {
    await holdOpen(Promise.all(this.pending.values()));
  }

  /** Gives what is under way its last attempt, and takes no more. */
  shutdown(): Promise<void> {
    this.stopped ??= this.stop();
    return this.stopped;
  }

  private async stop(): Promise<void> {
    this.delivery.hurry();
    await this.forceFlush();
    this.delivery.close();
  }

  private refusal(count: number): ExportResult | undefined {
    if (this.stopped !== undefined)
      return { code: 1, error: new Error("the exporter was shut down"), dropped: { shutdown: count } };
    if (this.pending.size < MAX_PENDING || isExiting()) return undefined;
    const error = new Error(`${MAX_PENDING} exports are under way already`);
    return { code: 1, error, dropped: { queueFull: count } };
  }

  private async ship(shipment: Shipment): Promise<void> {
    await this.delivery.ship(shipment);
    this.settle(shipment);
  }

  private settle(shipment: Shipment): void {
    this.pending.delete(shipment);
    if (this.pending.size === 0) this.forgetExit();
    shipment.settle((rest) => this.launch(rest));
  }

  /** What is on its way goes once more: nobody can hear its answer. */
  private sendAtExit(mayTry: boolean): void {
    const shipments = [...this.pending.keys()];
    this.delivery.shipAtExit(shipments, mayTry ? this.exitTimeout : 0);
    for (const shipment of shipments) this.settle(shipment);
  }
}

function encodedAsProtobuf(spans: readonly ReadableSpan[]): Encoded {
  const request = new TraceRequest();
  request.add(spans);
  return finished(request);
}

function encodedAsJson(spans: readonly ReadableSpan[]): Encoded {
  let leftOut = 0;
  const bytes = encodeTraceJson(spans, () => leftOut++);
  return { bytes, leftOut };
}

function finished(encoder: SpanEncoder): Encoded {
  return { bytes: encoder.finish(), leftOut: encoder.leftOut ?? 0 };
}
