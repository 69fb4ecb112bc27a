// Answers that nobody reads to their end: their spans end by time, by number, and with the set-up.
import { beforeEach, expect, it } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import type { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import { now } from "../../runtime/ground/clock.js";
import {
  endAllOpen,
  endOverdue,
  forget,
  keepOpen,
  LONGEST_BODY,
  MOST_OPEN,
} from "../../runtime/instrumentation/open-answers.js";
import type { LocalSpan } from "../../runtime/model/local-span.js";
import { names, record } from "../runtime/recorder.js";

let spans: InMemorySpanExporter;
beforeEach(() => {
  spans = record();
});

function open(name: string): { span: LocalSpan } {
  const answer = { span: getTracer().startSpan(name) as LocalSpan };
  keepOpen(answer);
  return answer;
}

it("are given up after five minutes, and not before", () => {
  const begun = now();
  const read = open("read");
  open("unread");
  forget(read);
  endOverdue(begun + LONGEST_BODY - 1000);
  expect(names(spans)).toEqual([]);
  endOverdue(now() + LONGEST_BODY);
  expect(names(spans)).toEqual(["unread"]);
  expect(LONGEST_BODY).toBe(5 * 60 * 1000);
});

it("end the oldest where there are too many", () => {
  for (let index = 0; index <= MOST_OPEN; index++) open(String(index));
  expect(names(spans)).toEqual(["0"]);
  endAllOpen();
  expect(names(spans)).toHaveLength(MOST_OPEN + 1);
});
