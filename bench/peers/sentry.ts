// Sentry: `startSpan`, no default integrations, a transport that drops each envelope.
import * as Sentry from "@sentry/node";
import type { Peer, State } from "../peer.js";
import { wrappedSubjects } from "../wrapped-subjects.js";

export function setUp(state: State): Peer {
  let count = 0;
  if (state !== "off") {
    Sentry.init({
      dsn: "http://key@localhost:9/1",
      defaultIntegrations: false,
      tracesSampleRate: state === "unsampled" ? 0 : 1,
      beforeSendSpan: Sentry.withStreamedSpan((span) => {
        count++;
        return span;
      }),
      transport: () => ({ send: async () => ({}), flush: async () => true }),
    });
  }
  const subjects = wrappedSubjects({
    run: (name, work, attributes) => Sentry.startSpan(attributes ? { name, attributes } : { name }, work),
    runAsync: (name, work) => Sentry.startSpan({ name }, work),
    open: (name) => Sentry.startInactiveSpan({ name }),
  });
  return state === "recorded"
    ? { subjects, exported: () => count, flush: () => Sentry.flush(2000) }
    : { subjects };
}
