// How thrown values are recorded: event, attributes or a function, whatever is thrown and whatever the function does.

import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { enter, exit, fail } from "../../runtime/abi/instrument.js";
import { getTracer } from "../../runtime/api/tracer.js";
import type { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import type { Span } from "../../runtime/model/span.js";
import { encodeTraceRequest } from "../../runtime/otlp/trace-request.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import type { ErrorRecording } from "../../runtime/state/settings.js";
import { state } from "../../runtime/state/state.js";
import { decodeRequest, type Message, spansOf } from "./otlp/messages.js";
import { caught, named, names, record, site } from "./recorder.js";

afterEach(() => {
  state.settings = { ...state.settings, recordErrors: "event" };
  vi.restoreAllMocks();
});

/** Throws a value out of a traced function. */
function failWith(
  recordErrors: ErrorRecording,
  thrown: unknown,
  before?: (span: Span) => void,
): InMemorySpanExporter {
  const spans = record();
  state.settings = { ...state.settings, recordErrors: recordErrors };
  const seen = caught(() =>
    getTracer().withSpan("bad", (span) => {
      before?.(span);
      throw thrown;
    }),
  );
  expect(seen).toBe(thrown);
  return spans;
}

/** From then on they are the one truth about the span's attributes. */
function readAttributes(span: Span): void {
  span.attributes.mine = 1;
}

const silent = () => vi.spyOn(process.stderr, "write").mockReturnValue(true);

describe("attributes", () => {
  it("stand in the place of the event", () => {
    const error = new RangeError("too far");
    const span = named(failWith("attributes", error), "bad");
    expect(span.events).toEqual([]);
    expect(span.status).toEqual({ code: 2, message: "too far" });
    expect(span.attributes).toEqual({
      "error.type": "RangeError",
      "exception.type": "RangeError",
      "exception.message": "too far",
      "exception.stacktrace": error.stack,
    });
  });

  it("leave the text of the stack to the program until someone reads them", () => {
    const prepare = vi.fn(() => "prepared");
    const prepareStackTrace = Error.prepareStackTrace;
    Error.prepareStackTrace = prepare;
    try {
      for (const before of [undefined, readAttributes]) {
        prepare.mockClear();
        const error = new Error("at start");
        const spans = failWith("attributes", error, before);
        expect(prepare).not.toHaveBeenCalled();
        expect(named(spans, "bad").attributes["exception.stacktrace"]).toBe("prepared");
        expect(prepare).toHaveBeenCalledTimes(1);
      }
    } finally {
      Error.prepareStackTrace = prepareStackTrace;
    }
  });

  it("are exported as they are read", () => {
    const spans = failWith("attributes", new Error("sent")).getFinishedSpans();
    const sent = spansOf(decodeRequest(encodeTraceRequest(spans)))[0] as Message;
    const list = sent.attributes as { key: string; value: { stringValue: string } }[];
    const texts = list.map(({ key, value }) => [key, value.stringValue.split("\n")[0]]);
    expect(Object.fromEntries(texts)).toEqual({
      "error.type": "Error",
      "exception.type": "Error",
      "exception.message": "sent",
      "exception.stacktrace": "Error: sent",
    });
  });

  it("stay within the limits", async () => {
    vi.stubEnv("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "4");
    vi.stubEnv("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "3");
    const monitoring = setupMonitoring({ exporter: "none", recordErrors: "attributes" });
    const span = named(failWith("attributes", new TypeError("message")), "bad");
    expect(span.attributes).toEqual({
      "error.type": "Type",
      "exception.type": "Type",
      "exception.message": "mess",
    });
    expect(span.droppedAttributesCount).toBe(1);
    await monitoring.shutdown();
    vi.unstubAllEnvs();
  });

  it("tell of anything that can be thrown", () => {
    const hostile = Object.defineProperty(new Error("x"), "stack", {
      get() {
        throw new Error("no stack");
      },
    });
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.constantFrom<unknown>(hostile, new Proxy({}, {}), null)),
        (thrown) => {
          const attributes = named(failWith("attributes", thrown), "bad").attributes;
          expect(typeof attributes["exception.type"]).toBe("string");
          expect(attributes["error.type"]).toBe(attributes["exception.type"]);
          void getTracer().shutdown();
        },
      ),
    );
  });
});

describe("a function", () => {
  it("gets the open span and the very value, and decides", () => {
    const error = { code: "E_MINE" };
    const recorder = vi.fn((span: Span, thrown: unknown) => {
      span.setAttribute("error.code", (thrown as { code: string }).code);
      expect(span.isRecording()).toBe(true);
      expect(span.status.code).toBe(0);
    });
    const span = named(failWith(recorder, error), "bad");
    expect(recorder.mock.calls[0]?.[1]).toBe(error);
    expect(span.events).toEqual([]);
    expect(span.attributes).toEqual({ "error.code": "E_MINE" });
    expect(span.status.code).toBe(2);
  });

  it("may set the status, or record the event", () => {
    const ok = failWith((span) => void span.setStatus("ok"), new Error("redirect"));
    expect(named(ok, "bad").status).toEqual({ code: 1 });
    const event = failWith((span, error) => span.recordException(error), new Error("mine"));
    expect(named(event, "bad").events).toMatchObject([{ attributes: { "exception.message": "mine" } }]);
  });

  it("that throws, or rejects, is reported and disturbs nobody", async () => {
    const print = silent();
    const spans = failWith(() => {
      throw new Error("in the recorder");
    }, new Error("a"));
    expect(named(spans, "bad").status).toEqual({ code: 2, message: "a" });
    failWith(
      (async () => {
        throw new Error("later in the recorder");
      }) as never,
      new Error("b"),
    );
    await new Promise(setImmediate);
    const printed = print.mock.calls.join();
    expect(printed).toContain("recordErrors threw: Error: in the recorder");
    expect(printed).toContain("recordErrors threw: Error: later in the recorder");
  });

  it("calls traced functions without tracing them", () => {
    const spans = failWith(() => {
      const inner = enter(site("inner"));
      fail(inner, new Error("again"));
      exit(inner);
    }, new Error("outer"));
    expect(names(spans)).toEqual(["bad"]);
    const after = enter(site("after"));
    exit(after);
    expect(names(spans)).toEqual(["bad", "after"]);
  });
});

describe("the option `recordErrors`", () => {
  it("holds as long as the set-up", async () => {
    const monitoring = setupMonitoring({ exporter: "none", recordErrors: "attributes" });
    expect(state.settings.recordErrors).toBe("attributes");
    await monitoring.shutdown();
    expect(state.settings.recordErrors).toBe("event");
  });

  it.each(["events", true, null])("is not %j", (recordErrors) => {
    expect(() => setupMonitoring({ recordErrors: recordErrors as never })).toThrow(
      /`recordErrors`: expected "event" or "attributes", or a function/,
    );
  });
});
