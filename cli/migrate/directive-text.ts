// Words for a span in, the directive that says them out.
import type { SpanWords } from "./spans/finding.js";

/** The directive without comment signs; `undefined` where a comment cannot say it. */
export function directiveText({ name, kind, attributes }: SpanWords): string | undefined {
  const words = ["@trace"];
  if (name !== undefined) words.push(`name=${quoted(name)}`);
  if (kind !== undefined) words.push(`kind=${kind}`);
  for (const [key, value] of attributes) words.push(`attr.${key}=${bareOrQuoted(value)}`);
  const isSayable =
    attributes.every(([key]) => /^[^\s"=]+$/.test(key)) && !/[\p{Zl}\p{Zp}]|\*\//u.test(words.join(" "));
  return isSayable && !/[\r\n]/.test(words.join(" ")) ? words.join(" ") : undefined;
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function bareOrQuoted(text: string): string {
  return /^[\w.:/@-]+$/.test(text) ? text : quoted(text);
}
