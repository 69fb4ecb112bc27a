// An address and the variables of the environment in, the proxy that they name for it out.

import { Environment, type Variables } from "../ground/environment-values.js";
import { process, URL } from "../ground/node.js";
import { hostOf, isAddress, portOf } from "./route.js";

/**
 * The proxy for `url` by `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, names in lower case first; `undefined` for none. As
 * with curl and in Go: a name in `NO_PROXY` stands for its subdomains too, and what runs on this machine is reached
 * directly. `NODE_USE_ENV_PROXY=0` turns it off. A value of no use is reported without what it contains.
 * @see https://curl.se/docs/manpage.html#-x
 */
export function proxyFor(url: URL, variables: Variables): URL | undefined {
  const from = new Environment(variables);
  if (url.protocol === "unix:" || isLoopback(hostOf(url)) || from.text("NODE_USE_ENV_PROXY") === "0")
    return undefined;
  const name = url.protocol === "https:" ? "https_proxy" : "http_proxy";
  const found = given(from, name);
  if (found === undefined || isExcepted(url, from.text("no_proxy") ?? from.text("NO_PROXY") ?? ""))
    return undefined;
  const proxy = readProxy(found.text);
  return proxy ?? from.refuse(found.name, "expected the address of an http or https proxy", "hidden");
}

function given(from: Environment, lower: string): { name: string; text: string } | undefined {
  // In a CGI program it is a header of the request: https://httpoxy.org
  const isForeign = lower === "http_proxy" && from.text("REQUEST_METHOD") !== undefined;
  for (const name of isForeign ? [lower] : [lower, lower.toUpperCase()]) {
    const text = from.text(name);
    if (text !== undefined) return { name, text };
  }
  return undefined;
}

function readProxy(text: string): URL | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(whole)) return undefined;
  const proxy = new URL(whole);
  return /^https?:$/.test(proxy.protocol) ? proxy : undefined;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "::1" || /^127\.[\d.]+$/.test(host);
}

/** Whether `NO_PROXY` has an address: by name, by suffix, as an IP address or in a network, each with or without a port. */
function isExcepted(url: URL, exceptions: string): boolean {
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry === "*" || (entry !== "" && matches(entry, url)));
}

function matches(entry: string, url: URL): boolean {
  const { place, port } = splitEntry(entry);
  if (port !== undefined && port !== portOf(url)) return false;
  const host = hostOf(url).toLowerCase().replace(/\.$/, "");
  if (isAddress(host)) return host === place || isInNetwork(host, place);
  const name = place.replace(/^\*?\./, "").replace(/\.$/, "");
  return name !== "" && (host === name || host.endsWith(`.${name}`));
}

function splitEntry(entry: string): { place: string; port: number | undefined } {
  const [, bracketed, name, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
  // An IPv6 address without brackets has no port.
  return { place: bracketed ?? name ?? entry, port: port === undefined ? undefined : Number(port) };
}

function isInNetwork(host: string, network: string): boolean {
  const [base = "", bits = ""] = network.split("/");
  // Not imported: a program without such a variable need not load it before it connects.
  const { BlockList, isIP } = process.getBuiltinModule("node:net");
  const family = isIP(base);
  if (family === 0 || family !== isIP(host)) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  if (bits === "") list.addAddress(base, type);
  else if (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
    list.addSubnet(base, Number(bits), type);
  return list.check(host, type);
}
