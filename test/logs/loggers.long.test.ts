// Real loggers, asked by many at once, on two versions of Node: each line has the ids of the span in which it was logged.
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { findNewerNode } from "../harness/newer-node.js";
import { run } from "../toolchains/processes.js";

const newer = findNewerNode(24, 0);
beforeAll(() => packagesOf("test/logs", "test/newer-node"), 300_000);

interface Line {
  readonly own?: string;
  readonly child?: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly trace_flags?: string;
}

describe.each([
  ["this Node", process.execPath],
  ["Node 24", newer.path],
])("on %s", (_, node) => {
  it.skipIf(node === undefined).each(["pino", "winston", "bunyan"])(
    "%s",
    async (logger) => {
      const args = [join("program", "loggers.mjs"), logger];
      const { status, stdout, stderr } = await run(args, { cwd: import.meta.dirname, node });
      expect(status, stderr).toBe(0);
      expect(stderr).toBe("");
      const texts: readonly string[] = JSON.parse(stdout);
      expect(texts).toHaveLength(1001);
      const [outside, ...lines] = texts.map((text): Line => JSON.parse(text));
      expect(outside).not.toHaveProperty("trace_id");
      for (const { own, span_id, trace_id, trace_flags } of lines) {
        expect(span_id).toBe(own);
        expect(trace_id).toMatch(/^[0-9a-f]{32}$/);
        expect(Number.parseInt(trace_flags as string, 16) & 1).toBe(1);
      }
      expect(lines.filter(({ child }) => child === "yes")).toHaveLength(500);
      expect(new Set(lines.map(({ trace_id }) => trace_id)).size).toBe(100);
      for (const text of texts)
        expect(text.match(/"trace_id"/g) ?? []).toHaveLength(text === texts[0] ? 0 : 1);
    },
    60_000,
  );
});
