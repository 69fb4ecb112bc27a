// The runner of the W3C's suite: the service that it starts, and what Python's unittest prints.
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { listen, startService } from "./trace-context/service.js";
import { hasFailed, readOutput } from "./trace-context/suite.js";

const PRINTED = `STRICT_LEVEL: 2
harness listening on http://127.0.0.1:7777
test_one (__main__.AdvancedTest.test_one)
a description ... ok
test_two (__main__.TraceContextTest) ... ok
test_three (__main__.TraceContextTest)
another ... FAIL
test_four (__main__.TraceContextTest) ... skipped 'strict'
FAIL: test_three (__main__.TraceContextTest)
Ran 4 tests in 0.2s
`;

test("outcomes are read by name", () => {
  const result = readOutput(PRINTED);
  expect(result).toMatchObject({
    ran: 4,
    passed: ["test_one", "test_two"],
    rest: ["test_three: FAIL", "test_four: skipped 'strict'"],
  });
  expect(hasFailed(result)).toBe(true);
  expect(hasFailed(readOutput("test_a (b) ... ok\nRan 1 test in 0.1s"))).toBe(false);
  expect(hasFailed(readOutput("Ran 0 tests in 0.0s"))).toBe(true);
  expect(() => readOutput("ModuleNotFoundError")).toThrow(/did not run:\nModuleNotFoundError/);
});

test("the service calls what it is told to, each call a span of its own", async () => {
  const service = await startService();
  const seen: string[] = [];
  const harness = createServer((request, response) => {
    seen.push(String(request.headers.traceparent));
    response.end("{}");
  });
  const url = `http://127.0.0.1:${await listen(harness)}/`;
  const headers = { traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` };
  const body = JSON.stringify([
    { url, arguments: [] },
    { url, arguments: [] },
  ]);
  expect((await fetch(service.url, { method: "POST", headers, body })).status).toBe(200);
  expect(seen.map((each) => each.slice(0, 36))).toEqual([`00-${"a".repeat(32)}-`, `00-${"a".repeat(32)}-`]);
  expect(new Set(seen).size).toBe(2);
  harness.close();
  harness.closeAllConnections();
  await service.stop();
});
