// The spans of a trace, and the page's own script and style, in; one HTML file that shows the trace by itself out.
import { createHash } from "node:crypto";
import { plain } from "../format/json.js";
import type { Span } from "../model/span.js";
import { siteOf } from "../store/site.js";

/** What the file is made of: as the build wrote it. */
export interface SavedPage {
  readonly script: string;
  readonly style: string;
}

/**
 * The file in pieces. Its script and its style alone are run, by their hashes, and it loads nothing: the spans are data,
 * in which no tag can end.
 * @param spans by start
 */
export function* htmlPieces(spans: readonly Span[], { script, style }: SavedPage): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policyOf(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>uno-trace</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript>This file shows a trace by its own script: open it in a browser that runs scripts.</noscript>
<div id="app"></div>
<script type="application/json" id="trace">[`;
  let before = "";
  for (const span of spans) {
    yield `${before}\n${dataOf(span)}`;
    before = ",";
  }
  yield `]</script>\n<script type="module">${script}</script>\n</body>\n</html>\n`;
}

function dataOf(span: Span): string {
  const json = JSON.stringify(
    plain({ ...span, site: siteOf(span.attributes), duration: span.end - span.start }),
  );
  // In JSON that means the same; in HTML it begins nothing.
  return json.replaceAll("<", "\\u003c");
}

function policyOf(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
