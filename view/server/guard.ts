// The headers of a request in; nothing, or the refusal of one that another site's page sends, out.
import type { IncomingMessage } from "node:http";
import { HttpError } from "./http-error.js";

/** Names under which this machine alone is reached. */
const NAMES = ["127.0.0.1", "localhost", "[::1]"];

/**
 * A page of another site may let its own name lead to this machine (DNS rebinding): its requests have that name as `Host`.
 * @throws HttpError
 */
export function checkHost(request: IncomingMessage, port: number): void {
  const { host } = request.headers;
  const hosts = NAMES.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  if (host === undefined || !hosts.includes(host.toLowerCase()))
    throw new HttpError(
      403,
      `this is reached as http://127.0.0.1:${port} alone, not as ${JSON.stringify(host ?? "")}`,
    );
}

/** What a page has loaded as an image or a script comes without `Origin`; a link that a reader follows may lead here. */
function checkSite({ headers }: IncomingMessage): void {
  const site = headers["sec-fetch-site"];
  const isForeign = site === "cross-site" || site === "same-site";
  if (isForeign && headers["sec-fetch-mode"] !== "navigate")
    throw new HttpError(403, "pages of other sites may load nothing from here");
}

/**
 * Browsers send `Origin` with what a page of another site asks for.
 * @param allowed origins whose pages may send spans
 * @returns the origin that has to be allowed in the answer
 * @throws HttpError
 */
export function checkOrigin(
  request: IncomingMessage,
  port: number,
  allowed: readonly string[],
): string | undefined {
  const { origin } = request.headers;
  if (origin === undefined) checkSite(request);
  if (origin === undefined || NAMES.some((name) => origin === `http://${name}:${port}`)) return undefined;
  if (allowed.includes(origin)) return origin;
  throw new HttpError(
    403,
    `pages of ${origin} may not ask this: start \`uno-trace view --allow-origin ${origin}\` if it is to take their spans`,
  );
}
