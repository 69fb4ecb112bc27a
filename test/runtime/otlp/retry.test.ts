// Which failures are worth another attempt, and when.
import { expect, it, vi } from "vitest";
import { backOff, failureOf, failureOfError } from "../../../runtime/exporters/retry.js";

const answer = (status: number, headers: Record<string, string> = {}) =>
  failureOf({ status, statusText: "", headers, body: Buffer.alloc(0) } as never);

it("429, 502, 503 and 504 are, and no other status", () => {
  const transient = Array.from({ length: 400 }, (_, index) => index + 200).filter(
    (status) => answer(status).isTransient,
  );
  expect(transient).toEqual([429, 502, 503, 504]);
});

it.each([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENOTFOUND",
  "ENETUNREACH",
  "EHOSTUNREACH",
])("the connection's %s is", (code) =>
  expect(failureOfError(Object.assign(new Error("no"), { code })).isTransient).toBe(true),
);

it("certificates and other faults are not", () => {
  for (const code of ["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_INVALID_URL", undefined])
    expect(failureOfError(Object.assign(new Error("no"), { code })).isTransient).toBe(false);
});

it("waits longer each time, up to five seconds, and by chance", () => {
  const random = vi.spyOn(Math, "random");
  const delays = (chance: number) => {
    random.mockReturnValue(chance);
    return [0, 1, 2, 3, 4, 9].map((attempt) => Math.round(backOff(attempt)));
  };
  expect(delays(0.5)).toEqual([1000, 1500, 2250, 3375, 5000, 5000]);
  expect(delays(0)).toEqual([800, 1200, 1800, 2700, 4050, 5000]);
  expect(delays(0.999999)).toEqual([1200, 1800, 2700, 4050, 5000, 5000]);
  random.mockRestore();
});

it("takes Retry-After in seconds and as a date, and nothing else", () => {
  vi.useFakeTimers({ now: Date.UTC(2030, 0, 1, 12, 0, 0) });
  const after = (text: string) => answer(503, { "retry-after": text }).after;
  expect(after("7")).toBe(7000);
  expect(after(" 0 ")).toBe(0);
  expect(after("Tue, 01 Jan 2030 12:00:30 GMT")).toBe(30_000);
  expect(after("Tue, 01 Jan 2030 11:00:00 GMT")).toBe(0);
  expect([after("later"), after(""), after("-5.x"), answer(503).after]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  vi.useRealTimers();
});
