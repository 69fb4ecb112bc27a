// Sentry's global in; what has to be said where it records traces without OpenTelemetry's API, and why, out.
import { hasOwn, keysOf } from "../ground/intrinsics.js";

/** As much as is read of the options that `Sentry.init` made. */
interface SentryOptions {
  readonly tracesSampleRate?: unknown;
  readonly tracesSampler?: unknown;
  /** Since 11, where it is always there; off unless the program sets it. */
  readonly enableOpenTelemetrySetup?: boolean;
  /** 8 to 10. */
  readonly skipOpenTelemetrySetup?: boolean;
}

/** What an SDK of Sentry's keeps on the global object under its version, since 8. */
interface Carrier {
  readonly defaultCurrentScope?: { getClient?(): { getOptions?(): SentryOptions } | undefined };
}

const NEEDED =
  "Sentry records traces, but gets no traced function: they reach it by OpenTelemetry's API, and ";

/**
 * What to say if Sentry is set up in this process, records traces, and has left OpenTelemetry's API alone, which has no
 * tracer provider; `undefined` if it is not, or takes errors alone.
 */
export function describeSentryAlone(): string | undefined {
  const all = (globalThis as { __SENTRY__?: Readonly<Record<string, unknown>> }).__SENTRY__;
  if (typeof all !== "object" || all === null) return undefined;
  const versions = keysOf(all);
  for (let index = 0; index < versions.length; index++) {
    const options = optionsOf(all[versions[index] as string] as Carrier | string | undefined);
    if (options !== undefined && recordsTraces(options)) return NEEDED + mendOf(options);
  }
  return undefined;
}

// Beside the versions there is a text: the version that was loaded first.
function optionsOf(carrier: Carrier | string | undefined): SentryOptions | undefined {
  return typeof carrier === "object"
    ? carrier?.defaultCurrentScope?.getClient?.()?.getOptions?.()
    : undefined;
}

function recordsTraces({ tracesSampleRate, tracesSampler }: SentryOptions): boolean {
  return (tracesSampleRate !== undefined && tracesSampleRate !== null) || typeof tracesSampler === "function";
}

function mendOf(options: SentryOptions): string {
  if (options.skipOpenTelemetrySetup === true)
    return "`skipOpenTelemetrySetup` left that to you; leave the option out of Sentry.init(), or register a tracer provider";
  if (hasOwn(options, "enableOpenTelemetrySetup"))
    return "Sentry 11 sets that up on demand; pass `enableOpenTelemetrySetup: true` to Sentry.init()";
  return "this SDK of Sentry's has not set that up; register a tracer provider";
}
