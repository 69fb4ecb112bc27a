// What proxies say of the client: the headers `Forwarded` and `X-Forwarded-…` in, its address, scheme and host out.

/** The client as the outermost proxy saw it. */
export interface Caller {
  readonly client: string | undefined;
  readonly scheme: string | undefined;
  readonly host: Host | undefined;
}

/** Reads the first entry of each header: every proxy adds one behind. `Forwarded` (RFC 7239) goes before. */
export function readForwarded(header: (name: string) => string | undefined): Caller {
  const pairs = pairsOf(firstOf(header("forwarded")));
  const client = pairs.get("for") ?? firstOf(header("x-forwarded-for"));
  const scheme = (pairs.get("proto") ?? firstOf(header("x-forwarded-proto"))).toLowerCase();
  const host = splitHost(pairs.get("host") ?? firstOf(header("x-forwarded-host")));
  return {
    client: addressOf(client) || undefined,
    scheme: /^[a-z][a-z0-9+.-]*$/.test(scheme) ? scheme : undefined,
    host: host.name === "" ? undefined : host,
  };
}

function firstOf(text: string | undefined): string {
  return (text ?? "").split(",", 1)[0]?.trim() ?? "";
}

function pairsOf(entry: string): ReadonlyMap<string, string> {
  const pairs = entry.split(";").map((pair) => {
    const split = pair.indexOf("=");
    const value = pair.slice(split + 1).trim();
    return [pair.slice(0, Math.max(split, 0)).trim().toLowerCase(), value.replace(/^"(.*)"$/, "$1")] as const;
  });
  return new Map(pairs);
}

// An address of version 6 without brackets has several colons, and no port.
function addressOf(text: string): string {
  return text.split(":").length > 2 && !text.startsWith("[") ? text : splitHost(text).name;
}

/** A host with or without a port, as the header `Host` has it. */
export interface Host {
  readonly name: string;
  readonly port: number | undefined;
}

/** Reads a host; one that is malformed has no name. */
export function splitHost(host: string): Host {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(host);
  return {
    name: match?.[1] ?? match?.[2] ?? "",
    port: match?.[3] === undefined ? undefined : Number(match[3]),
  };
}
