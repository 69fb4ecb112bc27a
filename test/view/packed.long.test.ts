// The packages as npm would publish them in; that they install beside each other, and view, query and report work there, out.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { npm, runNode } from "../packages/packed.js";
import { makeProject, REPOSITORY, type TemporaryProject } from "../toolchains/temporary-project.js";

let project: TemporaryProject;
beforeAll(async () => {
  project = makeProject({
    "package.json": { name: "shop", private: true, type: "module" },
    "app.mjs": `import { trace } from "uno-trace/runtime";
      const charge = trace({ name: "charge" }, () => { throw new RangeError("too far"); });
      trace({ name: "checkout" }, () => { try { charge(); } catch {} })();\n`,
  });
  const packages = ["-w", "uno-trace-view", "--include-workspace-root"];
  const packed: { filename: string }[] = JSON.parse(
    await npm(REPOSITORY, "pack", "--json", "--pack-destination", project.folder, ...packages),
  );
  await npm(project.folder, "install", ...packed.map(({ filename }) => `./${filename}`));
});
afterAll(() => project.remove());

/** Waits for what a process prints. */
async function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  while (!pattern.test(text)) {
    if (child.exitCode !== null) throw new Error(text);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return text;
}

test("a program that does nothing for tracing but name its functions is seen, searched and reported on", async () => {
  const command = project.path("node_modules/uno-trace/dist/forward/command.js");
  const args = [
    command,
    "view",
    "--port",
    "0",
    "--db",
    "traces.db",
    "--tail",
    "--",
    process.execPath,
    "app.mjs",
  ];
  const viewer = spawn(process.execPath, args, { cwd: project.folder });
  onTestFinished(() => void viewer.kill("SIGKILL"));
  const text = await printed(viewer, /✓[\s\S]*has ended with 0|has ended with 0[\s\S]*✓/);
  expect(text).toMatch(/checkout .*✓\n└─ charge .*✗\n\s+too far/);
  const url = /open (\S+)/.exec(text)?.[1] as string;
  const { stdout, stderr } = await runNode(project.folder, [
    command,
    "query",
    "status:error",
    "--json",
    "--url",
    url,
  ]);
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject([{ name: "charge", message: "too far" }]);
  expect((await runNode(project.folder, [command, "query", "--db", "traces.db"])).stderr).toContain(
    "is open in another process",
  );
  viewer.kill("SIGINT");
  expect(await once(viewer, "exit")).toEqual([0, null]);
  const report = await runNode(project.folder, [command, "report", "--db", "traces.db"]);
  expect(report).toMatchObject({ status: 0, stdout: expect.stringMatching(/RangeError.*too far/) });
});
