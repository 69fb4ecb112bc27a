// Messages of a queue or a topic: where they go and what carries their context in; out, the span that sends or processes them.
import { contextOf, nodeOf, spanOf, withContext } from "../context/nodes.js";
import { attempt } from "../ground/faults.js";
import { INVALID } from "../ground/flags.js";
import { isArray, toText } from "../ground/intrinsics.js";
import { checkObject } from "../ground/options.js";
import type { Context } from "../model/context.js";
import { type Link, type Span, SpanKind } from "../model/span.js";
import type { WithSpanOptions } from "../model/span-options.js";
import type { Carrier } from "../propagators/carrier.js";
import { state } from "../state/state.js";
import { open, standIn } from "./by-hand.js";
import { extractContext } from "./propagation.js";
import { runInside } from "./run-inside.js";

/** Where messages go to or come from, and what their span is to have besides. */
export interface MessageSpanOptions extends Omit<WithSpanOptions, "kind"> {
  /** `messaging.system`: `rabbitmq`, `kafka`, `aws_sqs`; where the conventions have no word, the product's name: `nats`. */
  readonly system: string;
  /** `messaging.destination.name`: the queue, topic or subject. Without a template it is a part of the span's name. */
  readonly destination: string;
  /**
   * `messaging.destination.template`: for a destination that has an id in it, what all of the kind have in common, such
   * as `orders.{id}.paid`. The span is named after it.
   * @default undefined
   */
  readonly template?: string;
  /**
   * `messaging.operation.name`: the system's own word, such as `publish`. The span's name begins with it.
   * @default "send" and "process"
   */
  readonly operation?: string;
}

/** The same, of what sends. */
export interface SendSpanOptions extends MessageSpanOptions {
  /**
   * `messaging.batch.message_count`: how many messages one call sends; not for a call that can only send one.
   * @default undefined
   */
  readonly messageCount?: number;
}

/** What carries a message's context: its headers, or a part of its data. Many messages have none. */
export type MessageCarrier = Carrier | null | undefined;

/**
 * Runs `fn`, which sends a message, inside a span of the kind PRODUCER named `send DESTINATION`. What `injectContext`
 * writes meanwhile leads whoever processes the message to this span. As with `withSpan`, it ends when `fn` returns or
 * throws, or when the native promise settles that it returns.
 * @throws TypeError if there is no function to run, or no object of options
 * @example
 * withSendSpan({ system: "rabbitmq", destination: "orders" }, () =>
 *   channel.sendToQueue("orders", body, { headers: injectContext({}) }));
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
export function withSendSpan<T>(options: SendSpanOptions, fn: (span: Span) => T): T {
  check("withSendSpan", options, fn);
  return runMessaging("send", options, () => ({ count: options.messageCount, links: [] }), fn);
}

/**
 * Runs `fn`, which processes a message, inside a span of the kind CONSUMER named `process DESTINATION`: below the span
 * that sent it and with a link to that, with its baggage, and outside of whatever is current. A message without a context
 * begins a trace. `root` begins one for each message, linked to its sender.
 *
 * A list of carriers, one for each message, is a batch: its span begins a trace, with a link for each message that has a
 * context. Where `parent` is given, single messages and batches are below that, as `withSpan` has it: baggage is not theirs.
 * @param carrier headers or data of the message, as `extractContext` takes them; or a list of these
 * @throws TypeError if there is no function to run, or no object of options
 * @example
 * channel.consume("orders", (message) =>
 *   withProcessSpan({ system: "rabbitmq", destination: "orders" }, message.properties.headers, () => pay(message)));
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
export function withProcessSpan<T>(
  options: MessageSpanOptions,
  carrier: MessageCarrier | readonly MessageCarrier[],
  fn: (span: Span) => T,
): T {
  check("withProcessSpan", options, fn);
  const isBatch = isArray(carrier);
  const contexts = isBatch ? (attempt(FAULT, () => carrier.map(contextIn)) ?? []) : [contextIn(carrier)];
  const above = isBatch ? NOWHERE : contexts[0];
  const isBelow = attempt(FAULT, () => options.parent !== undefined) === true;
  const describe = () => {
    // The one that is left out is the link that every root has to what it would be below.
    const linked = options.root === true && !isBatch && !isBelow ? [] : contexts;
    return { count: isBatch ? contexts.length : undefined, links: linked.flatMap(linksTo) };
  };
  const run = () => runMessaging("process", options, describe, fn);
  return isBelow ? run() : withContext(above ?? NOWHERE, run);
}

const FAULT = "a message's span could not be started";
const KINDS = { send: SpanKind.PRODUCER, process: SpanKind.CONSUMER } as const;
const NOWHERE: Context = contextOf(undefined);

function check(owner: string, options: unknown, fn: unknown): void {
  checkObject(owner, options);
  if (typeof fn !== "function") throw new TypeError(`${owner}: expected a function to run`);
}

function contextIn(carrier: unknown): Context {
  return extractContext(carrier as Carrier);
}

function linksTo(context: Context): Link[] {
  const span = spanOf(nodeOf(context));
  return span === undefined || (span.flags & INVALID) !== 0 ? [] : [{ context: span.spanContext() }];
}

/** What is known of the messages themselves. */
interface Messages {
  readonly count: number | undefined;
  readonly links: readonly Link[];
}

function runMessaging<T>(
  type: keyof typeof KINDS,
  options: SendSpanOptions,
  describe: () => Messages,
  fn: (span: Span) => T,
): T {
  const chosen = state.on ? attempt(FAULT, () => spanOptions(type, options, describe())) : undefined;
  const span = chosen === undefined ? undefined : open(chosen.name, chosen);
  return runInside(span, fn, undefined, [span ?? standIn(chosen ?? options)]);
}

function spanOptions(
  type: keyof typeof KINDS,
  options: SendSpanOptions,
  { count, links }: Messages,
): WithSpanOptions & { name: string } {
  const { system, destination, template, operation = type, attributes, links: more = [], ...rest } = options;
  return {
    ...rest,
    name: nameOf(toText(operation), template ?? destination),
    kind: KINDS[type],
    links: [...links, ...more],
    attributes: {
      "messaging.system": system,
      "messaging.destination.name": destination,
      "messaging.destination.template": template,
      "messaging.operation.type": type,
      "messaging.operation.name": operation,
      "messaging.batch.message_count": count,
      ...attributes,
    },
  };
}

function nameOf(operation: string, destination: string | undefined): string {
  return destination === undefined ? operation : `${operation} ${toText(destination)}`;
}
