// docs/reliability.md: its table is that of the tests, its handlers run.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faultTable, withPart } from "../../scripts/faults/page.js";
import { FAULTS } from "../faults/table.js";
import { run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { blocksOf, readPage } from "./page.js";

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
  mkdirSync(join(REPOSITORY, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(REPOSITORY, ".tmp/reliability-"));
  const { text = "" } = blocksOf(PAGE).find(({ file }) => file === name) ?? {};
  writeFileSync(join(folder, name), `${text}\n${call};\n`);
  const ran = await run([name], { cwd: folder });
  rmSync(folder, { recursive: true, force: true });
  expect(ran).toMatchObject({ status: 0, stdout });
  expect(ran.stderr).toMatch(stderr);
});
