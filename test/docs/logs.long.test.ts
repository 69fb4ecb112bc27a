// docs/logs.md: the programs of the page are run on two versions of Node, and what they print has the ids of a span.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeFolder } from "../harness/folder.js";
import { packagesOf } from "../harness/installs.js";
import { findNewerNode } from "../harness/newer-node.js";
import { run } from "../toolchains/processes.js";
import { blocksOf, readPage } from "./page.js";

const programs = blocksOf(readPage("docs/logs.md")).flatMap(({ file, text }) =>
  file === undefined ? [] : [[file, text] as const],
);

let folder: string;
beforeAll(async () => {
  await packagesOf("test/logs", "test/newer-node");
  folder = makeFolder("logs", "test/logs");
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("there are four", () => expect(programs).toHaveLength(4));

describe.each([
  ["this Node", process.execPath],
  ["Node 24", findNewerNode(24, 0).path],
])("on %s", (_, node) => {
  test.skipIf(node === undefined).each(programs)("%s", async (file, text) => {
    writeFileSync(join(folder, file), text);
    const { status, stdout, stderr } = await run(["--import", "uno-trace/register", file], {
      cwd: folder,
      node,
    });
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/paid/);
    expect(stdout).toMatch(/trace_id(?:":"|=)[0-9a-f]{32}/);
    expect(stdout).toMatch(/span_id(?:":"|=)(?!0{16})[0-9a-f]{16}/);
  });
});
