// docs/reliability.md: its table is that of the tests, its handlers run.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faultTable, withPart } from "../../scripts/faults/page.js";
import { FAULTS } from "../faults/table.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { readPage } from "./page.js";
import { runBlock } from "./run-block.js";

const PAGE = readPage("docs/reliability.md");
const cells = (text: string) => text.replace(/ +/g, " ").replace(/-{3,}/g, "---");

test("the table is that of the tests; else run npm run faults:page", () => {
  expect(cells(PAGE)).toContain(cells(faultTable()));
  expect(cells(withPart(PAGE, "faults", faultTable()))).toBe(cells(PAGE));
});

test("each fault has tests that exist", () => {
  for (const { tests } of FAULTS)
    for (const path of tests)
      expect([path, existsSync(join(REPOSITORY, "test", path))]).toEqual([path, true]);
});

test.each([
  ["handler.mjs", `console.log((await handler({ id: "7" })).body)`, "7\n", /load order/],
  [
    "edge.mjs",
    `const waiting = []; const given = await fetch({ url: "u" }, {}, { waitUntil: (p) => waiting.push(p) });
     console.log(await given.text(), waiting.length)`,
    "u 1\n",
    /answer/,
  ],
])("%s answers", async (name, call, stdout, stderr) => {
  const ran = await runBlock(PAGE, name, { behind: `${call};` });
  expect(ran).toMatchObject({ status: 0, stdout });
  expect(ran.stderr).toMatch(stderr);
});
