// docs/next.md: the first span as the page says, built, started and asked.
import { afterEach, beforeAll, expect, test } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { APP } from "../next/app.js";
import { configuration, NextProject, type Server } from "../next/project.js";
import { blocksOf, readPage } from "./page.js";

beforeAll(() => packagesOf("test/next"), 600_000);

const blocks = blocksOf(readPage("docs/next.md"));
const textOf = (file: string) => blocks.find((block) => block.file === file)?.text as string;

let project: NextProject;
let server: Server | undefined;
afterEach(async () => {
  await server?.process.stop();
  project.remove();
});

test("the route of the page makes the span of the page", async () => {
  // What stands in the page, with the folder of this installation as its root.
  const config = textOf("next.config.ts").replace(
    "withUnoTrace({})",
    () => /withUnoTrace\([\s\S]*\)(?=;)/.exec(configuration(""))?.[0] ?? "",
  );
  project = new NextProject({
    ...{ "package.json": { name: "shop", type: "module" }, "next.config.mjs": config },
    ...{ "instrumentation.ts": textOf("instrumentation.ts"), "app/api/route.ts": textOf("app/api/route.ts") },
    "app/layout.tsx": APP["app/layout.tsx"] as string,
  });
  const { status, stdout, stderr } = await project.next("build");
  expect(status, stdout + stderr).toBe(0);
  server = await project.serve(["start"]);
  expect(await (await fetch(`${server.url}/api`)).json()).toEqual({ total: 7 });
  await server.process.until("GET");
  expect(server.process.printed()).toMatch(/^GET .*✓/m);
  expect(server.process.printed()).not.toContain("uno-trace:");
});
