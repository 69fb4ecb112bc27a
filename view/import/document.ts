// JSON of any format that is read in; spans out. The format is told by what stands in it.
import { NotOtlp } from "../otlp/not-otlp.js";
import { type Received, spansOf } from "../otlp/request.js";
import { BrokenFile } from "./broken-file.js";
import { readChrome } from "./chrome.js";
import type { Origin } from "./intervals.js";
import { readJaeger } from "./jaeger.js";
import { isObject, type Members } from "./json-value.js";
import { readSpeedscope } from "./speedscope.js";
import { readZipkin } from "./zipkin.js";

/** What is read. */
const KNOWN =
  "OTLP (resourceSpans), Jaeger (data), Zipkin v2 (a list of spans), trace events of Chrome and Perfetto (traceEvents), speedscope (profiles)";

/** Signals of OTLP that are no traces. */
const OTHER_SIGNALS = ["resourceMetrics", "resourceLogs", "resourceProfiles"];

/**
 * Reads it.
 * @throws BrokenFile for another format, or one that is damaged
 */
export function readDocument(document: unknown, origin: Origin): Received {
  try {
    if (Array.isArray(document)) return readList(document, origin);
    if (isObject(document)) return readObject(document, origin);
  } catch (cause) {
    throw cause instanceof NotOtlp ? new BrokenFile(cause.message) : cause;
  }
  throw new BrokenFile(`this is JSON, but no traces: it is neither an object nor a list`);
}

/** Whether it is a request, which a line of the collector's file exporter is. */
export function isOtlp(document: unknown): boolean {
  return (
    isObject(document) && ["resourceSpans", ...OTHER_SIGNALS].some((name) => Object.hasOwn(document, name))
  );
}

function readList(list: readonly unknown[], origin: Origin): Received {
  const first = list.flat().find(isObject);
  if (first !== undefined && "ph" in first) return readChrome(list, undefined, origin);
  if (first !== undefined && "traceId" in first && "id" in first) return readZipkin(list);
  if (first !== undefined && "traceID" in first) return readJaeger(list);
  throw new BrokenFile(`this is a list, but of no format that is read: ${KNOWN}`);
}

function readObject(document: Members, origin: Origin): Received {
  if (isOtlp(document)) return readOtlp(document);
  if ("traceEvents" in document)
    return readChrome(listOf(document, "traceEvents"), document.otherData, origin);
  if ("profiles" in document && "shared" in document) return readSpeedscope(document, origin);
  if (Array.isArray(document.data)) return readJaeger(document.data);
  if ("spans" in document && "processes" in document) return readJaeger([document]);
  throw new BrokenFile(`this is an object, but of no format that is read: ${KNOWN}`);
}

function listOf(document: Members, name: string): readonly unknown[] {
  const value = document[name];
  if (!Array.isArray(value)) throw new BrokenFile(`"${name}" is no list`);
  return value;
}

/** Group by group, so that what is wrong has a place. */
function readOtlp(document: Members): Received {
  const groups = "resourceSpans" in document ? listOf(document, "resourceSpans") : [];
  const all = groups.map((group, index) => {
    try {
      const received = spansOf({ resourceSpans: [group] });
      return { ...received, reason: `resourceSpans[${index}]: ${received.reason}` };
    } catch (cause) {
      throw cause instanceof NotOtlp ? new BrokenFile(`resourceSpans[${index}]: ${cause.message}`) : cause;
    }
  });
  return {
    spans: all.flatMap(({ spans }) => spans),
    rejected: all.reduce((sum, { rejected }) => sum + rejected, 0),
    reason: all.find(({ rejected }) => rejected > 0)?.reason ?? "",
  };
}
