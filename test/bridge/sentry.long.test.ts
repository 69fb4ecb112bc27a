// The traced program beside a Sentry 11 that leaves OpenTelemetry's API alone: what is said, and when nothing is.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../toolchains/processes.js";
import { environment, Peers, treeOf } from "./peers.js";

const peers = new Peers("sentry");
const write = (name: string, text: string) => writeFileSync(join(peers.folderOf("sentry"), name), text);
const PLAIN = `import * as Sentry from "@sentry/node";
Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: process.env.ERRORS_ALONE ? undefined : 1 });
`;
const NOTE =
  "uno-trace: Sentry records traces, but gets no traced function: they reach it by OpenTelemetry's API, and Sentry 11" +
  " sets that up on demand; pass `enableOpenTelemetrySetup: true` to Sentry.init()\n";
// It ends as soon as something was said, without the event `exit`.
const SERVICE = `import "./app.mjs";
const { stderr } = process;
const write = stderr.write.bind(stderr);
stderr.write = (text) => write(text, () => process.kill(process.pid, "SIGKILL"));
setInterval(() => {}, 1000);
`;

beforeAll(async () => {
  await peers.prepare();
  write("plain.mjs", PLAIN);
  write("late.mjs", `await import("./app.mjs");\n${PLAIN}`);
  write("service.mjs", SERVICE);
}, 600_000);
afterAll(() => peers.close());

test("it is said once, with the mend, and the program does what it does", async () => {
  const plain = await peers.runBeside("plain");
  expect([plain.state, plain.stderr]).toEqual(["paid 7", NOTE]);
  expect(treeOf(plain)).toEqual([]);
});

test("also where Sentry comes after the program, and in another copy of the runtime", async () => {
  const late = await peers.runBeside("plain", { imports: [], app: "late.mjs" });
  expect(late.stderr).toBe(NOTE);
  const bundle = await peers.runBeside("plain", {
    app: "bundle.mjs",
    imports: ["./plain.mjs", "uno-trace/runtime"],
  });
  expect(bundle.stderr).toBe(NOTE);
});

test("also while the process goes on", async () => {
  const collector = await peers.collect();
  const args = ["--import", "./plain.mjs", "service.mjs"];
  const { stderr } = await run(args, { cwd: peers.folderOf("sentry"), env: environment(collector.port) });
  expect(stderr).toBe(NOTE);
});

test("not where it takes errors alone, or something of ours is set up", async () => {
  const errors = await peers.runBeside("plain", { env: { ERRORS_ALONE: "1" } });
  expect(errors.stderr).toBe("");
  const own = await peers.runBeside("plain", { imports: ["./plain.mjs", "uno-trace/register"] });
  expect(own.stderr).toBe("");
});
