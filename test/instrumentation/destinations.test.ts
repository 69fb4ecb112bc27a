// Whom a request carries the trace to.
import { describe, expect, it } from "vitest";
import { destinationsOf, isDestination } from "../../runtime/instrumentation/destinations.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { caught } from "../runtime/recorder.js";

const goes = (list: readonly string[], urls: readonly string[]) =>
  urls.map((url) => destinationsOf(list)(new URL(url)));

describe("private", () => {
  it.each([
    "http://localhost:3000",
    "http://orders/",
    "http://orders.shop.svc.cluster.local/",
    "http://api.internal.",
    "http://127.0.0.2",
    "http://10.1.2.3",
    "http://172.31.0.1",
    "http://192.168.0.9",
    "http://100.64.0.1",
    "http://[::1]:4000",
    "http://[fd00::1]",
  ])("is %s", (url) => {
    expect(goes(["private"], [url])).toEqual([true]);
  });

  it.each([
    "https://api.example.com",
    "https://localhost.example.com",
    "http://8.8.8.8",
    "http://172.32.0.1",
    "http://100.128.0.1",
    "http://169.254.169.254",
    "http://[2001:db8::1]",
    "http://internal.example",
    "http://10.example.com",
  ])("is not %s", (url) => {
    expect(goes(["private"], [url])).toEqual([false]);
  });
});

it("is a host at any port, at one, or as an origin", () => {
  const urls = [
    "http://api.example.com",
    "https://api.example.com",
    "https://api.example.com:8443/x",
    "https://x.api.example.com",
    "https://evilapi.example.com",
  ];
  expect(goes(["api.example.com"], urls)).toEqual([true, true, true, false, false]);
  expect(goes(["API.example.com:8443"], urls)).toEqual([false, false, true, false, false]);
  expect(goes(["https://api.example.com"], urls)).toEqual([false, true, false, false, false]);
  expect(goes(["https://api.example.com:8443"], urls)).toEqual([false, false, true, false, false]);
  expect(goes(["*.example.com"], urls)).toEqual([true, true, true, true, true]);
  expect(goes(["*.api.example.com"], urls)).toEqual([false, false, false, true, false]);
  expect(goes(["*"], urls)).toEqual([true, true, true, true, true]);
  expect(goes([], urls)).toEqual([false, false, false, false, false]);
  expect(goes(["[2001:db8::1]"], ["http://[2001:db8::1]:9/"])).toEqual([true]);
});

it.each([
  "api.example.com/path",
  "ftp://api.example.com",
  "a b",
  "*.*",
  "",
  7,
  "https://user@api.example.com",
])("refuses %s", (entry) => {
  expect(isDestination(entry)).toBe(false);
});

it("says what a list may hold, and which name was meant", () => {
  expect(caught(() => setupMonitoring({ propagateTo: ["https://api.example.com/v1"] }))).toMatchObject({
    message: expect.stringContaining("got https://api.example.com/v1"),
  });
  for (const list of [[undefined], [null], "private", [["private"]]])
    expect(caught(() => setupMonitoring({ propagateTo: list as never }))).toBeInstanceOf(TypeError);
  for (const list of [[undefined], [null], "fetch", [["fetch"]]])
    expect(caught(() => setupMonitoring({ instrument: list as never }))).toBeInstanceOf(TypeError);
  expect(caught(() => setupMonitoring({ instrument: ["fetsh" as "fetch"] }))).toMatchObject({
    message: expect.stringContaining("did you mean fetch?"),
  });
});
