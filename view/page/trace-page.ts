// The spans of a trace in, the page that shows them as a table with bars out.
import { formatDuration } from "../format/duration.js";
import { isoOf } from "../format/json.js";
import { cut } from "../format/text.js";
import { type Attributes, KINDS, type Span, STATUS } from "../model/span.js";
import { earlier, later } from "../model/times.js";
import { type Row, rowsOf } from "../model/tree.js";
import { siteOf } from "../store/site.js";
import { documentOf, searchForm } from "./frame.js";
import { type Html, html } from "./html.js";

/** Rows of a page without a script. */
const MAX_ROWS = 2000;
/** Levels that are shown as such; deeper ones stand at the last. */
const MAX_DEPTH = 40;
const MAX_VALUE = 2000;

interface Extent {
  readonly start: bigint;
  readonly length: bigint;
}

/** One trace. */
export function tracePage(traceId: string, spans: readonly Span[]): string {
  const extent = extentOf(spans);
  const rows = rowsOf(spans);
  const failed = spans.filter(({ status }) => status === STATUS.error).length;
  const services = new Set(spans.map(({ service }) => service)).size;
  const left =
    rows.length > MAX_ROWS
      ? html`<p>${rows.length - MAX_ROWS} more spans: <code>/api/trace?id=${traceId}</code> has all.</p>`
      : html``;
  const body = html`<h1><a href="/">Traces</a> / ${cut(rows[0]?.span.name ?? "", 200)} <small>${traceId}</small></h1>
${searchForm("")}
<p>${isoOf(extent.start).replace("T", " ")} · ${formatDuration(extent.length)} · ${counted(spans.length, "span")} · ${counted(services, "service")}${failed > 0 ? html` · <span class="bad">${failed} failed</span>` : html``}</p>
<div class="wide"><table>
<thead><tr><th>Span</th><th>Service</th><th class="number">Duration</th><th class="number">Self</th><th>When</th><th>Where</th></tr></thead>
<tbody>
${rows.slice(0, MAX_ROWS).map((row) => rowOf(row, extent))}</tbody>
</table></div>
${left}`;
  return documentOf(`${cut(rows[0]?.span.name ?? "", 60)} · trace`, body);
}

/** What is said where there is no such trace. */
export function missingTracePage(traceId: string): string {
  return documentOf(
    "No such trace",
    html`<h1><a href="/">Traces</a></h1>\n${searchForm("")}\n<p>There is no trace ${cut(traceId, 100)} here.</p>`,
  );
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function extentOf(spans: readonly Span[]): Extent {
  let { start = 0n, end = 0n } = spans[0] ?? {};
  for (const span of spans) {
    start = earlier(start, span.start);
    end = later(end, span.end);
  }
  return { start, length: end - start };
}

function rowOf({ span, depth, self }: Row, extent: Extent): Html {
  const isBad = span.status === STATUS.error;
  const indent = "│ ".repeat(Math.min(depth, MAX_DEPTH));
  const kind = span.kind === 0 ? html`` : html` <span class="soft">${KINDS[span.kind] ?? ""}</span>`;
  return html`<tr><td class="name"><details><summary><span class="depth">${indent}</span>${isBad ? html`<span class="bad">✗ ${cut(span.name, 200)}</span>` : cut(span.name, 200) || "(no name)"}${kind}</summary>${detailsOf(span)}</details></td><td>${cut(span.service, 40)}</td><td class="number">${formatDuration(span.end - span.start)}</td><td class="number">${formatDuration(self)}</td><td class="bar">${barOf(span, extent, isBad)}</td><td class="soft">${cut(siteOf(span.attributes), 60)}</td></tr>
`;
}

function barOf({ start, end }: Span, extent: Extent, isBad: boolean): Html {
  const percent = (nanoseconds: bigint) =>
    extent.length === 0n ? 0 : (Number(nanoseconds) / Number(extent.length)) * 100;
  const from = percent(start - extent.start);
  const width = Math.max(0.3, percent(end - start));
  return html`<svg aria-hidden="true"><rect x="${Math.min(from, 99.7).toFixed(2)}%" y="20%" width="${width.toFixed(2)}%" height="60%" class="${isBad ? "bad" : ""}"/></svg>`;
}

function detailsOf(span: Span): Html {
  return html`<pre>span ${span.spanId}${span.parentId === "" ? "" : `, parent ${span.parentId}`}${span.scope === "" ? "" : `, scope ${cut(span.scope, 100)}`}
${linesOf(span.attributes, "")}${linesOf(span.resource, "resource ")}</pre>
${span.statusMessage === "" ? html`` : html`<pre class="bad">${cut(span.statusMessage, MAX_VALUE)}</pre>`}${span.events.map(
  (
    event,
  ) => html`<pre>${formatDuration(event.time > span.start ? event.time - span.start : 0n)} after the start: ${cut(event.name, 200)}
${linesOf(event.attributes, "")}</pre>`,
)}${span.links.map(
  (link) => html`<pre>link to <a href="/trace/${link.traceId}">${link.traceId}</a>, span ${link.spanId}
${linesOf(link.attributes, "")}</pre>`,
)}`;
}

function linesOf(attributes: Attributes, prefix: string): string {
  return Object.entries(attributes)
    .map(
      ([name, value]) =>
        `${prefix}${cut(name, 200)} = ${cut(typeof value === "string" ? value : JSON.stringify(value), MAX_VALUE)}\n`,
    )
    .join("");
}
