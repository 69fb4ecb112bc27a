// The text of header values: what may stand in them, white space and percent-encoding taken off or put on; nothing throws.
import { Buffer } from "./node.js";

// https://www.rfc-editor.org/rfc/rfc9110#name-tokens
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether a text is a token of HTTP: the name of a header, or a key of baggage as it is. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Encodes all but letters, digits and `-_.!~*'()`; half a surrogate pair becomes U+FFFD. */
export function encodeText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/** Decodes; bytes that are no UTF-8 become U+FFFD, and a percent sign without two digits stays. */
export function decodeText(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
      Buffer.from(bytes.replaceAll("%", ""), "hex").toString(),
    );
  }
}

/** Without spaces and tabs at both ends; a regular expression would take quadratic time to look for them. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return text.slice(start, end);
}

function isSpace(character: string | undefined): boolean {
  return character === " " || character === "\t";
}
