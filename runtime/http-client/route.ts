// An address, certificates and a proxy in; what to connect to and in which layers out: plain data, also for another thread.

import { decodeText } from "../ground/header-text.js";
import { Buffer } from "../ground/node.js";

/** Certificates in PEM form. */
export interface TlsOptions {
  /** Trusted authorities, instead of Node's. */
  readonly ca?: string | Buffer | undefined;
  /** The client's certificate, */
  readonly cert?: string | Buffer | undefined;
  /** and the key to it. */
  readonly key?: string | Buffer | undefined;
}

/** One layer of TLS: options of `tls.connect`, apart from what it runs over. */
export interface SecureLayer extends TlsOptions {
  /** Whose certificate is expected, also where the bytes go through a proxy. */
  readonly host: string;
  /** Absent for an address: TLS has names only. */
  readonly servername?: string;
  readonly ALPNProtocols: string[];
}

/** How a server is reached. */
export interface Route {
  /** What is connected to: the server, its proxy, or a socket in the file system. */
  readonly to: { readonly host: string; readonly port: number } | { readonly path: string };
  /** TLS with the proxy. */
  readonly proxyTls?: SecureLayer;
  /** The request that asks the proxy for a connection to the server. */
  readonly tunnel?: string;
  /** The proxy as it may be shown. */
  readonly proxyName?: string;
  /** TLS with the server. */
  readonly tls?: SecureLayer;
}

export type Headers = Readonly<Record<string, string>>;

/** What frames a message is for the client alone to say. */
const FRAMING: readonly string[] = ["connection", "content-length", "expect", "transfer-encoding", "upgrade"];

/** Where an address of the form `unix:/path` is posted to, on the server behind the socket. */
const UNIX_TARGET = "/v1/traces";

/** How `url` is reached; certificates are for the server, never for the proxy. */
export function routeTo(url: URL, tls: TlsOptions, proxy: URL | undefined): Route {
  if (url.protocol === "unix:") return { to: { path: decodeText(url.pathname) } };
  const isSecure = url.protocol === "https:";
  const server = isSecure ? { tls: layerFor(url, tls) } : {};
  if (proxy === undefined) return { to: placeOf(url), ...server };
  return {
    to: placeOf(proxy),
    proxyName: proxy.origin,
    ...(proxy.protocol === "https:" && { proxyTls: layerFor(proxy, {}) }),
    ...(isSecure && { tunnel: tunnelHead(url, proxy) }),
    ...server,
  };
}

/** All of a request's head but the number that it ends with. */
export function headOf(url: URL, headers: Headers, proxy: URL | undefined): string {
  const free = Object.entries(headers).filter(([name]) => !FRAMING.includes(name));
  // What goes to the proxy itself; over a tunnel it would reach the server.
  const isForwarded = proxy !== undefined && url.protocol === "http:";
  const all = {
    host: url.host === "" ? "localhost" : url.host,
    ...(isForwarded && authorization("proxy-authorization", proxy)),
    ...authorization("authorization", url),
    ...Object.fromEntries(free),
    connection: "keep-alive",
  };
  const text = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${isForwarded ? `http://${url.host}` : ""}${targetOf(url)} HTTP/1.1\r\n${text.join("")}content-length: `;
}

function targetOf(url: URL): string {
  return url.protocol === "unix:" ? UNIX_TARGET : url.pathname + url.search;
}

function placeOf(url: URL): { host: string; port: number } {
  return { host: hostOf(url), port: portOf(url) };
}

/** The host without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** Whether a URL's host is an IP address and no name. */
export function isAddress(host: string): boolean {
  return host.includes(":") || /^[\d.]+$/.test(host);
}

/** The port, or the one that the scheme stands for. */
export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === "https:" ? 443 : 80);
}

// https://www.rfc-editor.org/rfc/rfc9110#name-connect
function tunnelHead(url: URL, proxy: URL): string {
  const target = `${url.hostname}:${portOf(url)}`;
  const pass = Object.entries(authorization("proxy-authorization", proxy));
  const text = pass.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n${text}\r\n`;
}

function layerFor(url: URL, tls: TlsOptions): SecureLayer {
  const host = hostOf(url);
  const given = Object.entries(tls).filter(([, value]) => value !== undefined);
  return {
    host,
    ...(!isAddress(host) && { servername: host }),
    ALPNProtocols: ["http/1.1"],
    ...(Object.fromEntries(given) as TlsOptions),
  };
}

function authorization(name: string, { username, password }: URL): Headers {
  if (username === "" && password === "") return {};
  const pair = Buffer.from(`${decodeText(username)}:${decodeText(password)}`);
  return { [name]: `Basic ${pair.toString("base64")}` };
}
