// Both packages as npm packs them; whether every way in which TypeScript resolves a name finds the declarations of what runs.
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { makeProject, REPOSITORY, type TemporaryProject } from "../toolchains/temporary-project.js";
import { pack, runNode } from "./packed.js";

const ATTW = join(REPOSITORY, "test/hosts/node_modules/@arethetypeswrong/cli/dist/index.js");

/** Entries of plugins are ES modules alone, which every Node that is supported lets CommonJS require. */
const MEANT = ["--ignore-rules", "cjs-resolves-to-esm", "false-cjs"];

let project: TemporaryProject;
let tarballs: Awaited<ReturnType<typeof pack>>;
beforeAll(async () => {
  await packagesOf("test/hosts");
  project = makeProject({});
  tarballs = await pack(project.path("tarballs"));
}, 600_000);
afterAll(() => project?.remove());

const wrongTypes = (tarball: string, more: readonly string[] = []) =>
  runNode(project.folder, [
    ATTW,
    `tarballs/${tarball}`,
    ...MEANT,
    ...more,
    "--format",
    "ascii",
    "--no-emoji",
  ]);

it("uno-trace has the right types in each way of resolution", async () => {
  const { status, stdout } = await wrongTypes(tarballs.runs);
  expect(status, stdout).toBe(0);
  expect(stdout).toContain("uno-trace/farm");
});

it("so has uno-trace-build, but for its command line, which nobody imports", async () => {
  const { status, stdout } = await wrongTypes(tarballs.builds, ["--exclude-entrypoints", "cli"]);
  expect(status, stdout).toBe(0);
  expect(stdout).toContain("uno-trace-build/farm");
});
