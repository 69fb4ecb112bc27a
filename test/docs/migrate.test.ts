// docs/migrate.md: what its examples become is what stands there.
import { expect, test } from "vitest";
import { tempProject } from "../cli/temp-project.js";
import { blocksOf, readPage } from "./page.js";

const blocks = blocksOf(readPage("docs/migrate.md"));
const textOf = (info: string) => blocks.find((each) => each.info === info)?.text ?? "";
const sources = blocks.flatMap(({ info }) => /^ts before (.*)$/.exec(info)?.[1] ?? []);

test.each(sources)("%s", async (source) => {
  const project = tempProject({ "example.ts": textOf(`ts before ${source}`) });
  const [command] = blocks.filter(({ info }) => info === "sh");
  const words = command?.text.trim().split("\n").at(-1)?.split(" ").slice(2) ?? [];
  const { code, err } = await project.run(...words);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(project.read("example.ts")).toBe(textOf(`ts after ${source}`));
});
