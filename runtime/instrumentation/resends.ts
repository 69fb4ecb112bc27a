// How often a request was sent before: what was refused or led elsewhere in, the number of the attempt out.
// https://opentelemetry.io/docs/specs/semconv/registry/attributes/http/ (`http.request.resend_count`)
import { URL } from "../ground/node.js";
import type { LocalSpan } from "../model/local-span.js";

/** What makes two requests the same. */
export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly length: number | undefined;
}

/** A request that was not the last of its kind, it seems. */
export interface Refused {
  readonly around: LocalSpan | undefined;
  readonly resends: number;
}

/** Why: a status, a place to go to, or neither if there was no answer. */
export interface Refusal {
  readonly status: number | undefined;
  readonly location: string | undefined;
}

// Neither redirects nor retries say that they are: they are requests like any other. What tells them is that the same
// span asks for what a redirect has just named, or again for what was just refused.
const awaited = new WeakMap<LocalSpan, Map<string, number>>();
const MOST_AWAITED = 100;

/** The number of times that this request was sent before, within the span around it. */
export function resendsOf(around: LocalSpan | undefined, request: Sent): number {
  const known = around === undefined ? undefined : awaited.get(around);
  if (known === undefined) return 0;
  return take(known, led(request.url)) ?? take(known, again(request)) ?? 0;
}

function take(known: Map<string, number>, key: string): number | undefined {
  const count = known.get(key);
  known.delete(key);
  return count;
}

/** Notes that the request is likely to be sent again. */
export function noteRefusal(
  { around, resends }: Refused,
  request: Sent,
  { status, location }: Refusal,
): void {
  if (around === undefined || !isRefusal(status, location)) return;
  const known = awaited.get(around) ?? new Map<string, number>();
  awaited.set(around, known);
  if (known.size >= MOST_AWAITED) known.clear();
  if (location === undefined) known.set(again(request), resends + 1);
  else if (URL.canParse(location, request.url.href))
    known.set(led(new URL(location, request.url.href)), resends + 1);
}

function isRefusal(status: number | undefined, location: string | undefined): boolean {
  return location !== undefined || status === undefined || status === 408 || status === 429 || status >= 500;
}

// A redirect may change the method; a fragment never leaves.
function led({ origin, pathname, search }: URL): string {
  return `-> ${origin}${pathname}${search}`;
}

// A loop that posts one thing after another to the same place sends different ones: most of them differ in length.
function again({ method, url, length }: Sent): string {
  return `${method} ${length ?? ""} ${url.href}`;
}
