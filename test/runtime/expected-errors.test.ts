// Errors that are none: which errors a list names, whatever is thrown, and what becomes of the span and of its trace.
import { createContext, runInContext } from "node:vm";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { enter, enterGenerator, exit, fail, returned } from "../../runtime/abi/instrument.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { trace } from "../../runtime/api/wrap.js";
import { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import type { ExpectedError } from "../../runtime/model/expected-error.js";
import type { Span } from "../../runtime/model/span.js";
import { encodeTraceRequest } from "../../runtime/otlp/trace-request.js";
import { SimpleSpanProcessor } from "../../runtime/processors/simple.js";
import { TailSamplingProcessor } from "../../runtime/processors/tail.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { state } from "../../runtime/state/state.js";
import { writeTrace } from "../../runtime/trace-tree/trace-text.js";
import { decodeRequest, spansOf } from "./otlp/messages.js";
import { caught, named, record, site } from "./recorder.js";

afterEach(() => {
  state.settings = { ...state.settings, recordErrors: "event", expectedErrors: [] };
  vi.restoreAllMocks();
});

class HttpError extends Error {}
class NotFoundError extends HttpError {}
class Named extends Error {
  override name = "ValidationError";
}
class Computed extends Error {
  get code(): string {
    return "COMPUTED";
  }
}

/** The span of a traced function that throws. */
function thrownFrom(thrown: unknown, expectedErrors: readonly ExpectedError[]): Span {
  const spans = record();
  const span = enter(site("throws", { expectedErrors } as object));
  expect(Object.is(fail(span, thrown), thrown)).toBe(true);
  exit(span);
  return named(spans, "throws");
}

const make = (members: object): Error => Object.assign(new Error("made"), members);

describe("a list names an error", () => {
  it.each<[unknown, ExpectedError]>([
    [new NotFoundError(), "NotFoundError"],
    [new NotFoundError(), "HttpError"],
    [new NotFoundError(), "Error"],
    [new NotFoundError(), NotFoundError],
    [new NotFoundError(), HttpError],
    [new Named(), "ValidationError"],
    [new Named(), "Named"],
    [new Computed(), "COMPUTED"],
    [make({ code: "ENOENT" }), "ENOENT"],
    [make({ code: 404 }), "404"],
    [make({ code: "ECONNRESET" }), "ECONN*"],
    [make({ digest: "NEXT_REDIRECT;replace;/login;307;" }), "NEXT_REDIRECT*"],
    [make({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" }), "NEXT_HTTP_ERROR_FALLBACK;404"],
    [AbortSignal.abort().reason, "AbortError"],
    [AbortSignal.abort().reason, "DOMException"],
    [runInContext("new RangeError('elsewhere')", createContext()), "RangeError"],
    [{ code: "EPLAIN" }, "EPLAIN"],
    [Promise.resolve(), "Promise"],
    [Object.freeze(new NotFoundError()), "NotFoundError"],
  ])("%s by %s", (thrown, entry) => {
    const span = thrownFrom(thrown, ["Other", entry]);
    expect(span.status).toEqual({ code: 0 });
    expect(span.events.map(({ name }) => name)).toEqual(["exception"]);
  });

  it.each<[unknown, ExpectedError]>([
    [new HttpError(), "NotFoundError"],
    [new HttpError(), NotFoundError],
    [make({ code: "ECONNRESET" }), "ECONN"],
    [make({ code: "econnreset" }), "ECONN*"],
    [make({ digest: "NEXT_REDIRECT;/" }), "NEXT_REDIRECT"],
    [new Error("NotFoundError"), "NotFoundError"],
    [new Error("outer", { cause: new NotFoundError() }), "NotFoundError"],
    [new AggregateError([new NotFoundError()]), "NotFoundError"],
    ["NotFoundError", "NotFoundError"],
    [404, "404"],
    [null, "null"],
    [undefined, "undefined"],
    [new Proxy(new NotFoundError(), {}), "NotFoundError"],
    [make({ name: "" }), "*"],
  ])("not %s by %s", (thrown, entry) => {
    expect(thrownFrom(thrown, [entry]).status.code).toBe(2);
  });
});

describe("hostile values", () => {
  const angry = (): never => {
    throw new Error("from a getter");
  };
  const getter = { get: angry, configurable: true };

  it("are thrown as they are, and judged by what can be read", () => {
    const error = Object.defineProperties(new NotFoundError(), {
      name: getter,
      code: getter,
      digest: getter,
      constructor: getter,
    });
    expect(thrownFrom(error, ["NotFoundError"]).status.code).toBe(0);
    const object = Object.defineProperties({}, { code: getter, name: getter });
    expect(thrownFrom(object, ["NotFoundError"]).status.code).toBe(2);
    const trap = { getPrototypeOf: angry, get: angry, getOwnPropertyDescriptor: angry };
    const below = Object.create(new Proxy({}, trap));
    expect(thrownFrom(below, ["NotFoundError"]).status.code).toBe(2);
    expect(thrownFrom(Object.create(null), ["Object"]).status.code).toBe(2);
  });

  it("a getter that throws a traced error of its own kind ends", () => {
    const described = site("getter", { expectedErrors: ["Recursive"] });
    class Recursive extends Error {
      override get name(): string {
        const span = enter(described);
        try {
          throw fail(span, new Recursive());
        } finally {
          exit(span);
        }
      }
    }
    expect(thrownFrom(new Recursive(), ["Recursive"]).status.code).toBe(0);
  });

  it("never run a class's own `Symbol.hasInstance`", () => {
    const asked = vi.fn(() => true);
    const sly = Object.defineProperty(class {}, Symbol.hasInstance, { value: asked });
    const proxy = new Proxy(NotFoundError, { get: angry, getOwnPropertyDescriptor: angry });
    expect(thrownFrom(new NotFoundError(), [sly, proxy]).status.code).toBe(2);
    expect(asked).not.toHaveBeenCalled();
  });

  it("whatever is thrown by whatever list, the very value goes through", () => {
    fc.assert(
      fc.property(fc.anything({ withBoxedValues: true }), fc.array(fc.string()), (thrown, list) => {
        const span = thrownFrom(thrown, list);
        expect([0, 2]).toContain(span.status.code);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the status", () => {
  it("that the program set stays", () => {
    const spans = record();
    for (const status of ["ok", "error"] as const) {
      const span = enter(site(status, { expectedErrors: ["Error"] })) as Span;
      span.setStatus(status, "own");
      fail(span, new Error("expected"));
      exit(span);
    }
    expect(named(spans, "ok").status).toEqual({ code: 1 });
    expect(named(spans, "error").status).toEqual({ code: 2, message: "own" });
  });

  it("of promises and generators", async () => {
    const spans = record();
    const expectedErrors = ["HttpError"];
    const span = enter(site("promise", { expectedErrors }));
    const promise = returned(span, Promise.reject(new NotFoundError("later")));
    exit(span);
    await expect(promise).rejects.toThrow("later");
    const generator = enterGenerator(site("generator", { expectedErrors }));
    fail(generator, new NotFoundError());
    exit(generator);
    for (const name of ["promise", "generator"]) expect(named(spans, name).status).toEqual({ code: 0 });
  });

  it("of each span by its own list, and by that of all", () => {
    const spans = record();
    const run = (name: string, expectedErrors: string[], body: () => void): void => {
      const span = enter(site(name, { expectedErrors }));
      try {
        body();
      } catch (error) {
        throw fail(span, error);
      } finally {
        exit(span);
      }
    };
    const thrown = new NotFoundError();
    const nest = (): void =>
      run("outer", ["HttpError"], () =>
        run("middle", [], () =>
          run("inner", ["NotFoundError"], () => {
            throw thrown;
          }),
        ),
      );
    const codes = (): number[] => ["outer", "middle", "inner"].map((name) => named(spans, name).status.code);
    expect(caught(nest)).toBe(thrown);
    expect(codes()).toEqual([0, 2, 0]);
    spans.reset();
    state.settings = { ...state.settings, expectedErrors: ["Error"] };
    expect(caught(nest)).toBe(thrown);
    expect(codes()).toEqual([0, 0, 0]);
  });

  it("is no reason to keep a span with `min`, nor for the tail", () => {
    const kept = new InMemorySpanExporter();
    const processor = new SimpleSpanProcessor(kept);
    const tail = new TailSamplingProcessor({ processor, sampleRatio: 0, slowerThan: 60_000 });
    getTracer().addProcessor(tail);
    const all = record();
    for (const thrown of [new NotFoundError(), new TypeError()])
      for (const min of [0, 60_000]) {
        const span = enter(site("job", { expectedErrors: ["HttpError"], min }));
        fail(span, thrown);
        exit(span);
      }
    expect(all.getFinishedSpans().map(({ status }) => status.code)).toEqual([0, 2, 2]);
    expect(kept.getFinishedSpans().map(({ status }) => status.code)).toEqual([2, 2]);
  });
});

describe("recorded", () => {
  it("as attributes, without the type of a failure", () => {
    state.settings = { ...state.settings, recordErrors: "attributes" };
    const { attributes, events, status } = thrownFrom(new NotFoundError("gone"), ["HttpError"]);
    expect(attributes).toMatchObject({ "exception.type": "NotFoundError", "exception.message": "gone" });
    expect(attributes).not.toHaveProperty("error.type");
    expect([events, status]).toEqual([[], { code: 0 }]);
  });

  it("by a function, whose status counts", () => {
    const recorder = vi.fn((span: Span) => void span.setStatus("error", "its own"));
    state.settings = { ...state.settings, recordErrors: recorder };
    const thrown = new NotFoundError();
    expect(thrownFrom(thrown, ["HttpError"]).status).toEqual({ code: 2, message: "its own" });
    expect(recorder).toHaveBeenCalledWith(expect.anything(), thrown);
  });

  it("in OTLP without a status, and in the tree without red", () => {
    const span = thrownFrom(new NotFoundError("gone"), ["HttpError"]);
    const sent = spansOf(decodeRequest(encodeTraceRequest([span as never])))[0];
    expect(sent).not.toMatchObject({ status: { code: 2 } });
    expect(sent).toMatchObject({ events: [{ name: "exception" }] });
    const text = writeTrace([span as never], { width: 80, color: true });
    expect(text).not.toContain("\x1b[31m");
    expect(text).not.toContain("failed");
  });
});

describe("by hand", () => {
  it("`withSpan` and `trace` take a list, also of classes", async () => {
    const spans = record();
    const throws = (): never => {
      throw new NotFoundError();
    };
    caught(() => getTracer().withSpan("with", { expectedErrors: [HttpError] }, throws));
    caught(() => trace({ name: "wrapped", expectedErrors: ["NotFoundError"] }, throws)());
    await trace({ name: "async", expectedErrors: ["HttpError"] }, async () => throws())().catch(() => {});
    const generator = trace({ name: "generator", expectedErrors: ["HttpError"] }, function* () {
      yield throws();
    });
    caught(() => [...generator()]);
    const names = ["with", "wrapped", "async", "generator"];
    expect(names.map((name) => named(spans, name).status.code)).toEqual([0, 0, 0, 0]);
  });

  it.each([["NotFoundError"], [{}], [[1]], [["A,B"]], [["Not*Error"]], [[""]], [["*"]]])(
    "a list of no use is refused by `trace` and passed over by `withSpan`: %j",
    (expectedErrors) => {
      vi.spyOn(process.stderr, "write").mockReturnValue(true);
      const options = { expectedErrors } as never;
      const message = /^trace: `expectedErrors`: expected a list of names, codes or classes of errors/;
      expect(() => trace(options, () => {})).toThrow(message);
      const spans = record();
      caught(() =>
        getTracer().withSpan("job", options, () => {
          throw new NotFoundError();
        }),
      );
      expect(named(spans, "job").status.code).toBe(2);
    },
  );
});

describe("the option `expectedErrors`", () => {
  it("holds until the set-up ends", async () => {
    const monitoring = setupMonitoring({ exporter: "none", expectedErrors: ["A", NotFoundError] });
    expect(state.settings.expectedErrors).toEqual(["A", NotFoundError]);
    await monitoring.shutdown();
    expect(state.settings.expectedErrors).toEqual([]);
  });

  it.each([["NotFoundError"], [[null]], [["a b"]]])("is not %j", (expectedErrors) => {
    expect(() => setupMonitoring({ expectedErrors: expectedErrors as never })).toThrow(
      /`expectedErrors`: expected a list of names or codes of errors, or of classes, with/,
    );
  });
});
