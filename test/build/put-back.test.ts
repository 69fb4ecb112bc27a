// What `uno-trace build` writes over what tsc has written: its comment that names a map stays, and none comes of a text that looks like one.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { putBack } from "../../hosts/build/put-back.js";

const folder = mkdtempSync(join(tmpdir(), "uno-trace-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LOOKALIKE = "export const page = `\n//# sourceMappingURL=page.js.map\n`;\n";

it.each([
  ["no map", "", ""],
  ["a map that is not there", "//# sourceMappingURL=gone.js.map", "//# sourceMappingURL=gone.js.map"],
])("%s", (_, comment, expected) => {
  const path = join(folder, "a.js");
  writeFileSync(path, LOOKALIKE + comment);
  const map = { version: 3, sources: [], names: [], mappings: "" } as const;
  putBack({ path, code: `instrumented();\n${LOOKALIKE}`, map }, new Map());
  expect(readFileSync(path, "utf8")).toBe(`instrumented();\n${LOOKALIKE}${expected}`);
});
