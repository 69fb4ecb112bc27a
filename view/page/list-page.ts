// The newest traces in, the page that lists them out.
import { formatDuration } from "../format/duration.js";
import { isoOf } from "../format/json.js";
import { cut } from "../format/text.js";
import type { TraceSummary } from "../store/store.js";
import { documentOf, searchForm } from "./frame.js";
import { type Html, html } from "./html.js";

/** What the page shows. */
export interface ListContents {
  readonly query: string;
  readonly traces: readonly TraceSummary[];
  /** What is wrong with the query, with the place. */
  readonly fault?: string;
  /** Where spans are sent to. */
  readonly endpoint: string;
}

/** The list of traces. */
export function listPage({ query, traces, fault, endpoint }: ListContents): string {
  const result =
    fault !== undefined
      ? html`<pre class="bad" role="alert">${fault}</pre>`
      : listOrNothing(traces, query, endpoint);
  return documentOf("Traces", html`<h1>Traces</h1>\n${searchForm(query)}\n${result}`);
}

function listOrNothing(traces: readonly TraceSummary[], query: string, endpoint: string): Html {
  if (traces.length > 0) return table(traces);
  if (query.trim() !== "") return html`<p>No span matches.</p>`;
  return html`<p>Nothing has arrived yet. Send spans here by OTLP over HTTP:</p>
<pre>OTEL_TRACES_EXPORTER=otlp OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint} node app.js</pre>`;
}

function table(traces: readonly TraceSummary[]): Html {
  return html`<div class="wide"><table>
<thead><tr><th>Started (UTC)</th><th>Service</th><th>Name</th><th class="number">Duration</th><th class="number">Spans</th><th class="number">Errors</th></tr></thead>
<tbody>
${traces.map(row)}</tbody>
</table></div>`;
}

function row({ traceId, name, service, services, start, duration, spans, errors }: TraceSummary): Html {
  const others =
    services.length > 1
      ? html` <span class="soft" title="${services.join(", ")}">+${services.length - 1}</span>`
      : html``;
  const failed = errors > 0 ? html`<span class="bad">${errors}</span>` : html`0`;
  return html`<tr><td>${isoOf(start).replace("T", " ").replace("Z", "")}</td><td>${cut(service, 60)}${others}</td><td class="name"><a href="/trace/${traceId}">${cut(name, 200) || "(no name)"}</a></td><td class="number">${formatDuration(duration)}</td><td class="number">${spans}</td><td class="number">${failed}</td></tr>
`;
}
