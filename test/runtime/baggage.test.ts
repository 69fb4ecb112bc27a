// The limits of the baggage header, in both directions, and what a program does with baggage.
import { propagation, ROOT_CONTEXT } from "@opentelemetry/api";
import { W3CBaggagePropagator } from "@opentelemetry/core";
import { expect, it } from "vitest";
import { extractContext, injectContext } from "../../runtime/api/propagation.js";
import { readBaggage, writeBaggage } from "../../runtime/propagators/baggage.js";

const many = (count: number, value: string): string =>
  Array.from({ length: count }, (_, index) => `k${index}=${value}`).join(",");

const baggageOf = (entries: Record<string, string>) =>
  propagation.createBaggage(
    Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, { value }])),
  );

it("is read up to 180 entries, 4096 characters each, 8192 in all", () => {
  expect(readBaggage(many(180, "v"))?.getAllEntries()).toHaveLength(180);
  expect(readBaggage(many(181, "v"))?.getAllEntries().at(-1)?.[0]).toBe("k179");
  const keys = (text: string) =>
    readBaggage(text)
      ?.getAllEntries()
      .map(([key]) => key);
  expect(keys(`a=${"x".repeat(4094)},b=1`)).toEqual(["a", "b"]);
  expect(keys(`a=${"x".repeat(4095)},b=1`)).toEqual(["b"]);
  const half = "x".repeat(4000);
  expect(keys(`a=${half},b=${half}`)).toEqual(["a", "b"]);
  expect(keys(`a=${half},b=${half},c=${"x".repeat(184)}`)).toEqual(["a", "b", "c"]);
  expect(keys(`a=${half},b=${half},c=${"x".repeat(185)}`)).toBeUndefined();
});

it("is written within the same limits; what does not fit is left out, and what comes behind it is not", () => {
  const header = (entries: Record<string, string>) => writeBaggage(baggageOf(entries));
  const entries = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, "v"]));
  expect(header(entries)).toBe(many(180, "v"));
  expect(header({ large: "x".repeat(4096), small: "1" })).toBe("small=1");
  // Characters of the header, not of the value.
  expect(header({ encoded: "ü".repeat(700), small: "1" })).toBe("small=1");
  const full = header({ a: "x".repeat(4000), b: "x".repeat(4000), c: "x".repeat(400), d: "1" });
  expect(full.length).toBeLessThanOrEqual(8192);
  expect(full.endsWith(",d=1")).toBe(true);
  expect(full).not.toContain(",c=");
});

it("is read by OpenTelemetry's as it was written, and the other way round", () => {
  const entries = { "user id": "ada, lovelace;=%", emoji: "💥", empty: "", plain: "a" };
  const context = propagation.setBaggage(ROOT_CONTEXT, baggageOf(entries));
  const theirs = new W3CBaggagePropagator();
  const get = { get: (carrier: Record<string, string>, key: string) => carrier[key], keys: Object.keys };
  const values = (found: typeof context) =>
    Object.fromEntries(
      (propagation.getBaggage(found)?.getAllEntries() ?? []).map(([key, { value }]) => [key, value]),
    );
  const ours = injectContext({} as Record<string, string>, context);
  expect(values(theirs.extract(ROOT_CONTEXT, ours, get))).toMatchObject({ emoji: "💥", plain: "a" });
  expect(values(extractContext(ours) as typeof context)).toEqual(entries);
  const sent: Record<string, string> = {};
  theirs.inject(context, sent, { set: (carrier, key, value) => Object.assign(carrier, { [key]: value }) });
  expect(values(extractContext(sent) as typeof context)).toEqual(entries);
});
