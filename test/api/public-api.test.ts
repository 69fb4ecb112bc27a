// The public API: a snapshot of each entry, which is read when it changes, and a sentence of TSDoc for each name and member.
import { expect, it } from "vitest";
import { ENTRIES, readEntry, textOf, undocumented } from "./public-api.js";

const entries = Object.entries(ENTRIES);

it.each(entries)("%s is what was reviewed", async (name, path) => {
  const file = `./snapshots/${name.replace(/ .*/, "").replace("/", "-")}.txt`;
  // Both copies of the runtime have one text.
  await expect(textOf(readEntry(path))).toMatchFileSnapshot(file);
});

it.each(entries)("%s says of every name and member what it is", (_, path) => {
  expect(undocumented(readEntry(path))).toEqual([]);
});

it.each(entries)("%s shows nothing that only generated code calls", (_, path) => {
  const { exported } = readEntry(path);
  expect(exported.filter(({ name }) => name.startsWith("$"))).toEqual([]);
  expect(exported.map(({ name }) => name)).not.toContain("SiteDescription");
});
