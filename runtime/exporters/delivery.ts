// Batches on their way to one receiver: attempts, pauses, parts, and what the receiver says.

import { now } from "../ground/clock.js";
import { describeFault, report } from "../ground/faults.js";
import { process } from "../ground/node.js";
import { Pauses } from "../ground/pauses.js";
import type { Answer } from "../http-client/answer.js";
import { HttpClient } from "../http-client/client.js";
import { VERSION } from "../model/resource.js";
import { readTraceResponse } from "../otlp/trace-response.js";
import type { OtlpSettings } from "./otlp-options.js";
import { backOff, type Failure, failureOf, failureOfError, MAX_RETRIES } from "./retry.js";
import type { Part, Shipment } from "./shipment.js";

/** A request of no more than this is not cut because its receiver finds it too large: it would find any too large. */
const LEAST_REQUEST = 32 * 1024;

/** Delivers batches to the receiver of one exporter. */
export class Delivery {
  private readonly settings: OtlpSettings;
  private readonly client: HttpClient;
  /** The receiver as it may be shown: without a password that may be in the address. */
  private readonly place: string;
  /** What to do where nobody listens; empty where that depends. */
  mend = "";
  private readonly pauses = new Pauses();
  private maxBytes: number;
  private isHurried = false;
  private hasHeard = false;
  /** Why the last attempt did not come to an answer. */
  private unreachable: string | undefined = undefined;

  constructor(settings: OtlpSettings, proxy: URL | undefined) {
    const { url, tls, maxRequestBytes } = settings;
    this.settings = settings;
    this.maxBytes = maxRequestBytes;
    this.client = new HttpClient(url, headersOf(settings), tls, proxy);
    const own = url.protocol === "unix:" ? url.href : url.origin + url.pathname;
    this.place = proxy === undefined ? own : `${own} by the proxy ${proxy.origin}`;
  }

  /** Gives all that waits its last attempt now. */
  hurry(): void {
    this.isHurried = true;
    this.pauses.end();
  }

  /** Closes the connections that are kept. */
  close(): void {
    this.client.close();
  }

  /** Sends a batch, part after part; never rejects. */
  async ship(shipment: Shipment): Promise<void> {
    const deadline = now() + this.settings.timeout;
    try {
      shipment.prepare(this.maxBytes);
      for (let part = shipment.parts[0]; part !== undefined && !shipment.isHeld; part = shipment.parts[0])
        await this.deliver(shipment, part, deadline);
    } catch (error) {
      shipment.failRest("failed", error as Error);
    }
  }

  /**
   * Sends what is left of batches while the process waits, at most `patience` milliseconds; not to a receiver that could
   * not be reached before.
   */
  shipAtExit(shipments: readonly Shipment[], patience: number): void {
    try {
      if (patience > 0 && this.unreachable === undefined) this.postAll(shipments, patience);
    } catch (error) {
      // No thread: a permission that is not given, or an engine without.
      this.unreachable = describeFault(error);
    }
    const error = this.unreachable === undefined ? undefined : this.errorOf(this.unreachable);
    for (const shipment of shipments) shipment.abandon(error);
  }

  /** Posts a part until it is taken, or there is no sense in going on. */
  private async deliver(shipment: Shipment, part: Part, deadline: number): Promise<void> {
    if (this.settings.compression === "gzip") part.body ??= await zipped(part.bytes);
    for (let attempt = 0; ; attempt++) {
      const outcome = await this.post(part.body ?? part.bytes, deadline);
      // An exit that came to nothing after all has settled it.
      if (shipment.parts[0] !== part) return;
      if (!("kind" in outcome)) return this.take(shipment, part, outcome);
      if (outcome.isTooLarge) return this.cut(shipment, part, outcome);
      const delay = outcome.after ?? backOff(attempt);
      const isLast = !outcome.isTransient || attempt >= MAX_RETRIES || this.isHurried;
      if (isLast || now() + delay > deadline) return this.giveUp(shipment, outcome);
      await this.pauses.wait(delay);
    }
  }

  private async post(body: Uint8Array, deadline: number): Promise<Answer | Failure> {
    try {
      const outcome = await this.client.post(body, deadline);
      this.unreachable = undefined;
      return judge(outcome);
    } catch (error) {
      const failure = failureOfError(error);
      this.unreachable = failure.reason;
      return failure;
    }
  }

  private take(shipment: Shipment, part: Part, { body, headers }: Answer): void {
    const isJson = /json/.test(headers["content-type"] ?? "");
    const found = readTraceResponse(body, isJson);
    shipment.deliver(found?.rejectedSpans ?? 0);
    if (part.limit !== undefined) this.maxBytes = Math.min(this.maxBytes, part.limit);
    if (found === undefined || this.hasHeard) return;
    this.hasHeard = true;
    const remark = found.message === "" ? "" : `: ${found.message}`;
    const what = found.rejectedSpans > 0 ? `rejected ${found.rejectedSpans} spans` : "has a warning";
    report(`the OTLP receiver ${what}${remark}; this is said once`);
  }

  private cut(shipment: Shipment, { bytes }: Part, failure: Failure): void {
    if (bytes.length <= LEAST_REQUEST) {
      shipment.failRest("rejected", this.errorOf(failure.reason));
      return;
    }
    report(`${this.place} finds requests of ${bytes.length} bytes too large; they are sent in parts`);
    shipment.cutFirst(Math.max(Math.floor(bytes.length / 2), LEAST_REQUEST));
  }

  /** What the specification lets be sent again is left to whoever can keep it; no answer in time may mean that it arrived. */
  private giveUp(shipment: Shipment, { kind, reason, isTransient, after }: Failure): void {
    if (isTransient && kind !== "timeout" && !this.isHurried)
      shipment.hold(kind, this.errorOf(reason), after);
    else shipment.failFirst(kind, this.errorOf(reason));
  }

  private errorOf(reason: string): Error {
    const mend = this.mend === "" || this.unreachable === undefined ? "" : `; ${this.mend}`;
    return new Error(`${reason} (${this.place})${mend}`);
  }

  private postAll(shipments: readonly Shipment[], patience: number): void {
    for (const shipment of shipments) shipment.prepare(this.maxBytes);
    const all = shipments.flatMap((shipment) => shipment.parts.map((part) => ({ shipment, part })));
    const bodies = all.map(({ part }) => this.bodyOf(part));
    const outcomes = this.client.postBlocking(bodies, patience);
    // Parts go in order: what is not known yet is the first one of its shipment when its turn comes.
    for (const [index, { shipment, part }] of all.entries()) this.hear(shipment, part, outcomes[index]);
  }

  private hear(shipment: Shipment, part: Part, outcome: Answer | Error | undefined): void {
    if (outcome === undefined) {
      shipment.failFirst("unsent", this.errorOf("no answer in time"));
      return;
    }
    const judged = outcome instanceof Error ? failureOfError(outcome) : judge(outcome);
    if ("kind" in judged) shipment.failFirst(judged.kind, this.errorOf(judged.reason));
    else this.take(shipment, part, judged);
  }

  private bodyOf(part: Part): Uint8Array {
    if (this.settings.compression === "none") return part.bytes;
    part.body ??= process.getBuiltinModule("node:zlib").gzipSync(part.bytes);
    return part.body;
  }
}

function judge(outcome: Answer): Answer | Failure {
  return outcome.status >= 200 && outcome.status < 300 ? outcome : failureOf(outcome);
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
