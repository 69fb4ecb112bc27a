// The documentation shows configurations that the reader accepts, and names every member of the format.
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfigText } from "../../transformer/config/schema.js";

const PAGES = ["README.md", "docs/configuration.md"].filter((page) => existsSync(page));

const examples = PAGES.flatMap((page) =>
  Array.from(
    readFileSync(page, "utf8").matchAll(/```jsonc?\n(\{[^`]*"(?:include|rules)"[^`]*)```/g),
    ([, text]) => ({
      page,
      text: text as string,
    }),
  ),
);

test.each(examples)("an example of $page", ({ text }) => {
  expect(readConfigText(text, "/uno-trace.json").diagnostics).toEqual([]);
});

test("every member is in the reference", () => {
  const page = readFileSync("docs/configuration.md", "utf8");
  const { properties, definitions } = JSON.parse(readFileSync("uno-trace.schema.json", "utf8"));
  const { batch, tail, ...monitoring } = definitions.monitoring.properties;
  const names = [properties, definitions.rule.properties, monitoring].flatMap(Object.keys);
  names.push(...Object.keys(batch.properties).map((name) => `batch.${name}`));
  names.push(...Object.keys(tail.properties).map((name) => `tail.${name}`));
  for (const name of names.filter((each) => each !== "$schema")) {
    expect(page).toMatch(new RegExp(`^\\| \`${name.replace(".", "\\.")}\` +\\|`, "m"));
  }
});
