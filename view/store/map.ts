// Which service calls which, whichever database says so. Durations are nanoseconds.

/** A service that sent spans, or what one called that sends none. */
export interface ServiceNode {
  readonly name: string;
  readonly kind: "service" | "database" | "messaging" | "peer";
  /** Of a service, its own; of what sends none, those that called it. */
  readonly spans: number;
  readonly errors: number;
}

/** All calls from one to another. */
export interface ServiceCall {
  readonly from: string;
  readonly to: string;
  /** The kind of `to`: a service may have the name of a database. */
  readonly kind: ServiceNode["kind"];
  readonly calls: number;
  readonly errors: number;
  readonly p50: bigint;
  readonly p95: bigint;
}

/** A map. */
export interface ServiceMap {
  readonly services: readonly ServiceNode[];
  /** Most frequent first. */
  readonly calls: readonly ServiceCall[];
  /** Whether rarer calls were left out. */
  readonly isCut: boolean;
}

/** What sends no spans, from those that call it. */
export function peersOf(calls: readonly ServiceCall[]): readonly ServiceNode[] {
  const peers = new Map<string, ServiceNode>();
  for (const { to, kind, calls: spans, errors } of calls) {
    if (kind === "service") continue;
    const known = peers.get(`${kind} ${to}`) ?? { name: to, kind, spans: 0, errors: 0 };
    peers.set(`${kind} ${to}`, { ...known, spans: known.spans + spans, errors: known.errors + errors });
  }
  return [...peers.values()];
}
