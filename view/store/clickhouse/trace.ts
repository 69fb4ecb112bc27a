// The id of a trace in, all of its spans out of ClickHouse; the collector has made texts of all attributes.
import type { Attributes, Span } from "../../model/span.js";
import { bareSpanOf, type Row } from "../rows.js";
import type { Ask } from "./client.js";

/** All spans of a trace, by start. */
export async function readTrace(ask: Ask, traceId: string): Promise<Span[]> {
  const rows = await ask(
    `SELECT trace_id, span_id, parent_id, service, name, kind, scope, start_ns, end_ns, status, message,
      toJSONString(attributes) AS attributes_json, toJSONString(resource) AS resource_json,
      toJSONString(arrayMap(at -> toString(at), event_times)) AS event_times_json,
      toJSONString(event_names) AS event_names_json, toJSONString(event_attributes) AS event_attributes_json,
      toJSONString(link_traces) AS link_traces_json, toJSONString(link_spans) AS link_spans_json,
      toJSONString(link_attributes) AS link_attributes_json
    FROM spans WHERE trace_id = {p1:String} ORDER BY start_ns, end_ns DESC, span_id`,
    [traceId],
  );
  return rows.map(spanOf);
}

function spanOf(row: Row): Span {
  const list = (name: string) => JSON.parse(row[`${name}_json`] as string) as unknown[];
  const times = list("event_times") as string[];
  const [names, eventAttributes] = [
    list("event_names") as string[],
    list("event_attributes") as Attributes[],
  ];
  const [traces, spans] = [list("link_traces") as string[], list("link_spans") as string[]];
  const linkAttributes = list("link_attributes") as Attributes[];
  return {
    ...bareSpanOf(row),
    isRemote: undefined,
    resource: JSON.parse(row.resource_json as string),
    attributes: JSON.parse(row.attributes_json as string),
    events: names.map((name, index) => ({
      name,
      time: BigInt(times[index] ?? 0),
      attributes: eventAttributes[index] ?? {},
    })),
    links: traces.map((traceId, index) => ({
      traceId,
      spanId: spans[index] ?? "",
      attributes: linkAttributes[index] ?? {},
    })),
  };
}
