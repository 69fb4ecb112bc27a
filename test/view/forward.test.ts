// The command `uno-trace` in; that it leads to the viewer, by the names of its own overview, out.
import { join } from "node:path";
import { expect, test } from "vitest";
import { VIEW_COMMANDS } from "../../install/view-commands.js";
import { run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";

test.each(Object.keys(VIEW_COMMANDS))("uno-trace %s is that of uno-trace-view", async (command) => {
  const { status, stdout } = await run([join(REPOSITORY, "dist/forward/command.js"), command, "--help"], {
    cwd: REPOSITORY,
  });
  expect([status, stdout]).toEqual([0, expect.stringContaining(`usage: uno-trace ${command} `)]);
});

test("a program that cannot be started ends the viewer, too", async () => {
  const args = [
    join(REPOSITORY, "dist/forward/command.js"),
    "view",
    "--port",
    "0",
    "--tail",
    "--",
    "no-such-program",
  ];
  const { status, stderr } = await run(args, { cwd: REPOSITORY });
  expect([status, stderr]).toEqual([1, expect.stringContaining("no-such-program could not be started")]);
});
