// Sites in, spans of another SDK out: the bridge, on demand or where a provider is registered and nothing of ours is set up.

import { readingAt } from "../ground/clock.js";
import { Environment } from "../ground/environment-values.js";
import { report, reportError } from "../ground/faults.js";
import { BRIDGED, RECORDING } from "../ground/flags.js";
import { process } from "../ground/node.js";
import type { Bridge } from "../model/bridge.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SpanProcessor } from "../model/processor.js";
import { SCOPE, VERSION } from "../model/resource.js";
import type { Site } from "../model/site.js";
import type { SpanOptions } from "../model/span-options.js";
import { liveNode } from "../span/disposal.js";
import { refresh, state, turnBackOn, turnOff } from "../state/state.js";
import { beginningOf, foreignOptions } from "./beginning.js";
import { type BridgedSpan, nodeForSite } from "./bridged-span.js";
import { type ForeignSpan, type ForeignTracer, readRegistry, type TracerProvider } from "./foreign-api.js";
import { ForeignStorage } from "./foreign-storage.js";
import { whenProvided } from "./provider-watch.js";
import type { ReturnPoint } from "./return-point.js";

class OpenBridge implements Bridge {
  private readonly storage: ForeignStorage;
  private readonly isAutomatic: boolean;
  private readonly processor: SpanProcessor;
  private provider: TracerProvider | undefined = undefined;
  private tracer: ForeignTracer | undefined = undefined;
  private open = 0;
  private taken: ForeignSpan | undefined = undefined;
  private returnPoint: ReturnPoint | undefined = undefined;
  /** Runs inside of each span, right when it was made. */
  private readonly take = (span: ForeignSpan): void => {
    this.taken = span;
    this.returnPoint = this.storage.here();
  };

  constructor(isAutomatic: boolean) {
    this.isAutomatic = isAutomatic;
    this.storage = new ForeignStorage(state.storage);
    this.processor = {
      onEnd: (span) => this.finish(span as unknown as LocalSpan),
      forceFlush: async () => {},
      shutdown: async () => this.close(),
    };
    state.bridge = this;
    state.storage = this.storage;
    state.processors = [...state.processors, this.processor];
    refresh();
  }

  start(site: Site, given: LocalSpan | undefined, options?: SpanOptions): LocalSpan | undefined {
    const tracer = this.currentTracer();
    if (tracer === undefined) return undefined;
    const current = liveNode(given);
    const make = (): BridgedSpan => this.make(tracer, site, current, options);
    // Off meanwhile: samplers and processors of the SDK may call traced functions.
    const wasOff = turnOff();
    try {
      // A span of `createSpan` that has ended may still be current for the SDK, which begins below what is.
      const isHere = current === given || this.storage.isClosed();
      const span = isHere ? make() : this.storage.run(current, make);
      if (current !== undefined && (current.flags & BRIDGED) !== 0)
        this.storage.resolve(current as BridgedSpan);
      if ((span.flags & RECORDING) !== 0) this.open++;
      return span;
    } finally {
      turnBackOn(wasOff);
    }
  }

  private make(
    tracer: ForeignTracer,
    site: Site,
    current: LocalSpan | undefined,
    given: SpanOptions | undefined,
  ): BridgedSpan {
    const beginning = beginningOf(given);
    const options = foreignOptions(site, current, beginning);
    const startTime = given?.startTime;
    if (startTime !== undefined) options.startTime = startTime;
    const storage = this.storage;
    // Left over if the SDK threw.
    this.taken = undefined;
    if (!storage.isClosed()) storage.watch(() => tracer.startActiveSpan(site.name, options, this.take));
    const foreign = this.taken ?? tracer.startSpan(site.name, options, storage.contextOf(current));
    const span = nodeForSite(site, current, foreign, readingAt(startTime));
    if (beginning !== undefined && (span.flags & RECORDING) !== 0) span.keepBeginning(beginning);
    span.returnPoint =
      storage.isClosed() || this.returnPoint === undefined ? storage.here() : this.returnPoint;
    span.returnPoint.own = span;
    this.taken = undefined;
    this.returnPoint = undefined;
    return span;
  }

  private currentTracer(): ForeignTracer | undefined {
    const provider = readRegistry()?.trace;
    if (provider !== this.provider) {
      this.provider = provider;
      this.tracer =
        provider === undefined || state.registration !== undefined
          ? undefined
          : provider.getTracer(SCOPE.name, VERSION);
    }
    return this.tracer;
  }

  private finish(span: LocalSpan): void {
    if ((span.flags & BRIDGED) === 0) return;
    this.open--;
    (span as BridgedSpan).finishForeign();
  }

  giveWay(): void {
    if (!this.isAutomatic) return;
    if (this.open === 0) this.close();
    else
      report(
        "set up inside of spans that go to OpenTelemetry's SDK, which therefore gets all further ones, too",
      );
  }

  close(): void {
    if (state.bridge !== this) return;
    state.bridge = undefined;
    state.storage = this.storage.own;
    state.processors = state.processors.filter((each) => each !== this.processor);
    refresh();
  }
}

/** Ends the bridge, whatever began it. */
export type StopBridge = () => void;

/**
 * Lets all further spans be made through OpenTelemetry's API, by whatever SDK is registered there, now or later
 * (NodeSDK, Sentry, dd-trace): that SDK samples, exports, and knows the context. Returns what ends it.
 * `OTEL_SDK_DISABLED=true` and `UNO_TRACE_BRIDGE=off` make it do nothing.
 * @example
 * new NodeSDK().start();
 * bridgeToSdk();
 */
export function bridgeToSdk(): StopBridge {
  if (state.registration !== undefined) {
    report("bridgeToSdk: registerTracerProvider was called before, so that there is no other SDK");
    return () => {};
  }
  if (!isAllowed()) return () => {};
  state.bridge?.close();
  const bridge = new OpenBridge(false);
  return () => bridge.close();
}

/** Whether the environment lets traced functions go to another SDK. */
export function isAllowed(): boolean {
  const environment = new Environment(process.env);
  if (environment.boolean("OTEL_SDK_DISABLED") === true) return false;
  return environment.choice("UNO_TRACE_BRIDGE", { auto: true, off: false }) !== false;
}

/** Bridges by itself, once someone else's provider is registered, unless something of ours is set up by then. */
export function bridgeWhenProvided(): void {
  try {
    whenProvided(() => {
      endImplied();
      if (isFree() && isAllowed()) new OpenBridge(true);
    });
  } catch (error) {
    reportError("OpenTelemetry's API could not be watched", error);
  }
}

/** Ends what the loader has set up unasked, now that the program has an SDK. */
function endImplied(): void {
  const { undoSetup, isImplied } = state;
  if (isImplied !== true || undoSetup === undefined || !isAllowed()) return;
  state.undoSetup = undefined;
  void undoSetup();
}

/** Whether nothing of ours is set up, and nothing bridges. */
export function isFree(): boolean {
  const isSetUp = state.processors.length > 0 || state.undoSetup !== undefined || state.settings.disabled;
  return !isSetUp && state.bridge === undefined && state.registration === undefined;
}
