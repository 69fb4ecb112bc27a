// A viewer of its own that receives spans and is ended by SIGKILL in; what its file has of them, out.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../view/store/duckdb/duckdb.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { rawSpan, requestOf } from "./spans.js";

const PROGRAM = join(REPOSITORY, "packages/view/dist/view/main.js");
const SPANS = 50;

test("kill -9 loses at most the spans of the last second, and the file opens again, three times in a row", async () => {
  const folder = mkdtempSync(join(tmpdir(), "uno-view-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "traces.db");
  let sent = 0;
  let least = 0;
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, [PROGRAM, "view", "--port", "0", "--db", file], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    while (!said.includes("Ctrl+C")) await new Promise((resolve) => setTimeout(resolve, 20));
    const url = /open (\S+)/.exec(said)?.[1];
    // For two seconds, and then in the middle of it.
    const times: [at: number, spans: number][] = [];
    for (const end = Date.now() + 2000; Date.now() < end; ) {
      const body = JSON.stringify(requestOf(Array.from({ length: SPANS }, () => rawSpan())));
      const response = await fetch(`${url}/v1/traces`, {
        method: "POST",
        body,
        headers: { "content-type": "application/json" },
      });
      expect(response.status).toBe(200);
      sent += SPANS;
      times.push([Date.now(), sent]);
    }
    const killed = Date.now();
    child.kill("SIGKILL");
    await once(child, "exit");
    least = times.filter(([at]) => at < killed - 1000).at(-1)?.[1] ?? least;
    expect(least).toBeGreaterThan(0);
    const store = await openStore({ file });
    const { spans } = await store.holdings();
    await store.close();
    expect(spans).toBeGreaterThanOrEqual(least);
    expect(spans).toBeLessThanOrEqual(sent);
    // What was lost stays lost.
    sent = spans;
  }
});
