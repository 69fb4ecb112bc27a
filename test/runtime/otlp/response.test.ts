// The body of a receiver's response in, what it says about rejected spans out.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTraceResponse } from "../../../runtime/otlp/trace-response.js";
import { encodeResponse } from "./messages.js";

const json = (message: unknown) => Buffer.from(JSON.stringify(message));

describe("readTraceResponse", () => {
  it("reads what OpenTelemetry's definitions encode", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.string({ unit: "grapheme" }), (count, errorMessage) => {
        const rejectedSpans = Math.abs(count);
        const expected =
          rejectedSpans > 0 || errorMessage !== "" ? { rejectedSpans, message: errorMessage } : undefined;
        const bytes = encodeResponse({ partialSuccess: { rejectedSpans, errorMessage } });
        expect(readTraceResponse(bytes, false)).toEqual(expected);
        const text = json({ partialSuccess: { rejectedSpans: String(rejectedSpans), errorMessage } });
        expect(readTraceResponse(text, true)).toEqual(expected);
      }),
    );
  });

  it("finds nothing in an empty body, in either form", () => {
    expect(readTraceResponse(new Uint8Array(), false)).toBeUndefined();
    expect(readTraceResponse(new Uint8Array(), true)).toBeUndefined();
    expect(readTraceResponse(encodeResponse({ partialSuccess: {} }), false)).toBeUndefined();
    expect(readTraceResponse(json({}), true)).toBeUndefined();
    expect(readTraceResponse(json({ partialSuccess: null }), true)).toBeUndefined();
  });

  it("passes over fields that it does not know", () => {
    const known = encodeResponse({ partialSuccess: { rejectedSpans: 3 } });
    const strange = [0x98, 0x01, 0x05, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x1d, 1, 2, 3, 4];
    expect(readTraceResponse(Uint8Array.from([...strange, ...known]), false)?.rejectedSpans).toBe(3);
  });

  it("never throws and never hangs, whatever the body is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.boolean(), (bytes, isJson) => {
        readTraceResponse(bytes, isJson);
      }),
      { numRuns: 2000 },
    );
    for (const text of ["null", "[]", "7", "<html>", '{"partialSuccess":7}']) {
      expect(readTraceResponse(Buffer.from(text), true)).toBeUndefined();
    }
  });
});
