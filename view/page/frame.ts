// The title and the contents of a page in, the whole document out.
import { type Html, html } from "./html.js";

/** A document without a script. */
export function documentOf(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
${body}
</body>
</html>
`.text;
}

/** The query line, with what is in it. */
export function searchForm(query: string): Html {
  return html`<form action="/" role="search">
<input name="query" value="${query}" aria-label="Query" placeholder='service:shop name:checkout* duration&gt;100ms status:error attr.http.route="/x" since:10m' autocomplete="off" spellcheck="false">
<button>Search</button>
</form>`;
}
