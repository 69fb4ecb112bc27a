// The programs of docs/processes.md in a folder; what they print of their spans, out.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { makeFolder } from "../harness/folder.js";
import { run } from "../toolchains/processes.js";
import { blocksOf, readPage } from "./page.js";

/** Runs a program of the page beside all others; gives the trees that it and what it started have printed. */
export async function runOfPage(name: string, packages: string | undefined): Promise<string> {
  const folder = makeFolder("processes", packages);
  try {
    for (const { file, text } of blocksOf(readPage("docs/processes.md")))
      if (file !== undefined) writeFileSync(join(folder, file), text);
    const { status, stderr } = await run([name], { cwd: folder });
    expect(status, stderr).toBe(0);
    return stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Checks that all spans are of one trace. */
export function expectOneTrace(printed: string, ...names: readonly string[]): void {
  const traces = [...printed.matchAll(/^trace ([0-9a-f]{32})/gm)].map(([, id]) => id);
  expect(traces, printed).toHaveLength(names.length);
  expect(new Set(traces).size, printed).toBe(1);
  for (const name of names) expect(printed).toMatch(new RegExp(`^.*\\b${name} .*✓`, "m"));
}
