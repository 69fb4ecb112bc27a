// Attributes, events and links of a span in; each as a part of the panel out.
import type { JSX } from "preact";
import { formatDuration } from "../../format/duration.js";
import { EXCEPTION, EXCEPTION_EVENT } from "../../model/exception.js";
import type { Attributes, AttributeValue } from "../../model/span.js";
import { pathWith } from "../ground/path.js";
import type { SpanDetails } from "./trace-source.js";

/** Attributes by name, which can be folded; nothing where there are none. */
export function AttributeTable({
  title,
  attributes,
  isOpen = false,
}: {
  readonly title: string;
  readonly attributes: Attributes;
  readonly isOpen?: boolean;
}): JSX.Element | null {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      <AttributeList entries={entries} />
    </details>
  );
}

function AttributeList({
  entries,
}: {
  readonly entries: readonly (readonly [string, AttributeValue])[];
}): JSX.Element {
  return (
    <dl class="attributes">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === "string" ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Events in their order; an exception with its stack. */
export function Events({ details }: { readonly details: SpanDetails }): JSX.Element | null {
  if (details.events.length === 0) return null;
  const start = BigInt(details.startNs);
  return (
    <section>
      <h3>Events</h3>
      {details.events.map((event, at) => (
        <Event key={at} event={event} after={BigInt(event.timeNs) - start} />
      ))}
    </section>
  );
}

function Event({
  event: { name, attributes },
  after,
}: {
  readonly event: SpanDetails["events"][number];
  readonly after: bigint;
}): JSX.Element {
  const stack = name === EXCEPTION_EVENT ? attributes[EXCEPTION.stack] : undefined;
  const others = Object.entries(attributes).filter(([key]) => stack === undefined || key !== EXCEPTION.stack);
  return (
    <div class="event">
      <p>
        <strong>{name}</strong>{" "}
        <span class="soft">{after < 0n ? "before the start" : `after ${formatDuration(after)}`}</span>
      </p>
      <AttributeList entries={others} />
      {typeof stack === "string" && <pre class="stack">{stack}</pre>}
    </div>
  );
}

/** Links to other spans, which lead there. */
export function Links({
  links,
  areLeading,
}: {
  readonly links: SpanDetails["links"];
  readonly areLeading: boolean;
}): JSX.Element | null {
  if (links.length === 0) return null;
  return (
    <section>
      <h3>Links</h3>
      {links.map(({ traceId, spanId, attributes }) => (
        <div class="event" key={`${traceId} ${spanId}`}>
          {areLeading ? (
            <a class="mono" href={pathWith(`/trace/${traceId}`, { span: spanId })}>
              {traceId} / {spanId}
            </a>
          ) : (
            <span class="mono">
              {traceId} / {spanId}
            </span>
          )}
          <AttributeList entries={Object.entries(attributes)} />
        </div>
      ))}
    </section>
  );
}
