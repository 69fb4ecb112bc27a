// To whom a request may carry the trace: a list of hosts in, a question of a URL out.

/** The word for hosts of one's own network. */
export const PRIVATE = "private";

/** Who gets the context of a trace when nobody says anything. */
export const DEFAULT_DESTINATIONS: readonly string[] = [PRIVATE];

/** What an entry may be, for messages. */
export const DESTINATION_FORMS =
  '"private", "*", a host ("api.example.com", "api.example.com:8443", "*.example.com"), or an origin ("https://api.example.com")';

const HOST = String.raw`(?:\*\.)?[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[[0-9a-f:.]+\]`;
const ENTRY = new RegExp(String.raw`^(?:(https?)://)?(${HOST})(?::(\d{1,5}))?/?$`, "i");

/** Whether an entry of the list can be understood. */
export function isDestination(entry: unknown): boolean {
  return typeof entry === "string" && (entry === PRIVATE || entry === "*" || ENTRY.test(entry));
}

/** Whether a request to this URL carries the trace. */
export type Destinations = (url: URL) => boolean;

/** Reads the list, which has been checked. */
export function destinationsOf(entries: readonly string[]): Destinations {
  const tests = entries.map(testOf);
  return (url) => tests.some((test) => test(url));
}

function testOf(entry: string): Destinations {
  if (entry === "*") return () => true;
  if (entry === PRIVATE) return (url) => isPrivate(url.hostname);
  const [, scheme, host = "", port] = ENTRY.exec(entry.toLowerCase()) ?? [];
  const isHost = host.startsWith("*.")
    ? (name: string) => name.endsWith(host.slice(1))
    : (name: string) => name === host;
  // An origin without a port means that of its scheme; a host without one means any.
  const wanted = port ?? (scheme === undefined ? undefined : standardPort(`${scheme}:`));
  return ({ protocol, hostname, port: given }) =>
    isHost(hostname.replace(/\.$/, "")) &&
    (scheme === undefined || protocol === `${scheme}:`) &&
    (wanted === undefined || Number(given || standardPort(protocol)) === Number(wanted));
}

/** The port of a scheme, `http:` or `https:`. */
export function standardPort(protocol: string): number {
  return protocol === "https:" ? 443 : 80;
}

// Names that no public server can have: without a dot (of a compose file, or a namespace), or below what is set aside
// for private use (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal; Kubernetes' own below .cluster.local).
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa|test|svc)$|^[^.:]+$/;
// RFC 1122's loopback, RFC 1918, RFC 6598 (between a carrier's own machines).
const PRIVATE_V4 =
  /^(?:127|10)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
const IS_V4 = /^\d+\.\d+\.\d+\.\d+$/;
// The loopback address, and RFC 4193.
const PRIVATE_V6 = /^\[(?:::1|f[cd][0-9a-f]{2}:.*)\]$/;

function isPrivate(hostname: string): boolean {
  const name = hostname.replace(/\.$/, "");
  if (IS_V4.test(name)) return PRIVATE_V4.test(name);
  return name.startsWith("[") ? PRIVATE_V6.test(name) : PRIVATE_NAME.test(name);
}
