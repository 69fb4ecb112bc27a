// The page as it was built in; that it stays small, and how it came to be, out.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const BUILT = join(import.meta.dirname, "../../packages/view/dist/page");

const files = readdirSync(BUILT, { recursive: true, withFileTypes: true })
  // What is copied into saved files is no part of the page: no address leads to it.
  .filter(({ parentPath }) => !parentPath.endsWith("saved"))
  .filter((entry) => entry.isFile() && !entry.name.endsWith(".md"))
  .map(({ parentPath, name }) => ({ name, bytes: readFileSync(join(parentPath, name)) }));

test("all that a browser can load takes at most 80 kB, gzipped", () => {
  const sizes = files.map(({ bytes }) => gzipSync(bytes).length);
  expect(sizes.length).toBeGreaterThan(3);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(80_000);
});

test("what it is made of hands its licence on", () => {
  const licences = readFileSync(join(BUILT, "licenses.md"), "utf8");
  for (const name of ["preact", "@preact/signals"]) expect(licences).toContain(`## ${name} - `);
  expect(licences.match(/MIT/g)?.length).toBeGreaterThan(1);
});
