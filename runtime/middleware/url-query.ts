// The query of a URL in, the same without secrets out (https://opentelemetry.io/docs/specs/semconv/registry/attributes/url/).
import { decodeText } from "../ground/header-text.js";
import { isSecret } from "../ground/secrets.js";

// Signatures that open doors by themselves; the conventions name them, in this case alone.
const SIGNATURES: readonly string[] = ["AWSAccessKeyId", "Signature", "sig", "X-Goog-Signature"];

/** What the conventions put in place of a value. */
const REDACTED = "REDACTED";

/** Hides the values of the conventions' keys, and of those whose name looks like a secret; the rest stays as it was. */
export function redactQuery(query: string): string {
  return query
    .split("&")
    .map((pair) => {
      const split = pair.indexOf("=");
      if (split === -1) return pair;
      const key = decodeText(pair.slice(0, split).replaceAll("+", " "));
      return SIGNATURES.includes(key) || isSecret(key) ? `${pair.slice(0, split)}=${REDACTED}` : pair;
    })
    .join("&");
}
