// uno-trace/jest in Jest 29, around each transformer and around what next/jest makes.
import { join } from "node:path";
import { afterEach, beforeAll, expect, it } from "vitest";
import { blocksOf, readPage } from "../docs/page.js";
import { packagesOf } from "../harness/installs.js";
import { COLLECT, FILES, WRITTEN } from "../jest/program.js";
import { configOf, jest, jestProject, TRANSFORMS } from "../jest/project.js";
import type { TemporaryProject } from "../toolchains/temporary-project.js";

const MODULES = join(import.meta.dirname, "node_modules");
const OF_NEXT = join(import.meta.dirname, "../next/node_modules");

beforeAll(() => packagesOf("test/jest29", "test/next"), 600_000);

let project: TemporaryProject;
afterEach(() => project.remove());

const runs = async () => {
  const { status, stdout, stderr } = await jest(project);
  expect(status, stdout + stderr).toBe(0);
  return stdout + stderr;
};

it.each(Object.entries(TRANSFORMS))(
  "%s gives spans, mocks, stacks and inline snapshots, and the same from its cache",
  async (_, transform) => {
    project = jestProject({ ...FILES, "jest.config.json": configOf(transform) }, MODULES);
    expect(await runs()).toContain("1 written");
    expect(project.read("src/main.test.ts")).toContain(WRITTEN);
    expect(await runs()).toMatch(/Snapshots: +1 passed/);
  },
);

const PAGE = `"use client";
// @trace
export function Price({ of }: { of: number }) {
  return <b>{of}</b>;
}
`;
const TEST = `import { renderToString } from "react-dom/server";
import { spanNames } from "./collect";
import { Price } from "./price";
test("price", async () => {
  expect(renderToString(<Price of={2} />)).toBe("<b>2</b>");
  expect(await spanNames()).toBe("Price");
});
`;

it("what next/jest makes traces as the page says", async () => {
  const config = blocksOf(readPage("docs/test-runners.md")).find(
    ({ file }) => file === "jest.config.next.mjs",
  );
  const links = ["next", "react", "react-dom"].map((name) => [name, join(OF_NEXT, name)] as const);
  project = jestProject(
    {
      "jest.config.mjs": String(config?.text).replace("jsdom", "node"),
      "app/price.tsx": PAGE,
      "app/price.test.tsx": TEST,
      "app/collect.ts": COLLECT,
    },
    MODULES,
    Object.fromEntries(links),
  );
  await runs();
  await runs();
});
