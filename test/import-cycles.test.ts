// Two files that import each other: a traced function is called before the body of its own module has run.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { unoTrace } from "../esbuild-plugin/index.js";

const TEMP = join(import.meta.dirname, "../.tmp");
mkdirSync(TEMP, { recursive: true });
const folder = mkdtempSync(join(TEMP, "cycle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PRELUDE = `import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";
export const exporter = new InMemorySpanExporter();
export const monitoring = setupMonitoring({ exporter });
`;

const FILES: Readonly<Record<string, string>> = {
  "prelude.ts": PRELUDE,
  "a.ts": `import "./prelude.EXT";
import { early } from "./b.EXT";
import { exporter, monitoring } from "./prelude.EXT";
// @trace
export function hoisted(n: number) { return n * 2; }
setTimeout(async () => {
  await monitoring.forceFlush();
  console.log(early, exporter.getFinishedSpans().map((span) => span.name).join());
  process.exit();
}, 5);
`,
  "b.ts": `import { hoisted } from "./a.EXT";
export const early = hoisted(21);
`,
  // Nothing here is traced, so only the head of a.ts can load the runtime in time.
  "lazy.ts": `import "./b.EXT";
import { hoisted } from "./a.EXT";
console.log(hoisted(1));
`,
};

async function runCycle(format: "esm" | "cjs", entry: string): Promise<string> {
  const extension = format === "esm" ? "mjs" : "cjs";
  const source = join(folder, format);
  mkdirSync(source, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) {
    writeFileSync(join(source, name), text.replaceAll(".EXT", `.${extension}`));
  }
  await build({
    entryPoints: Object.keys(FILES).map((name) => join(source, name)),
    absWorkingDir: source,
    outdir: source,
    format,
    platform: "node",
    outExtension: { ".js": `.${extension}` },
    plugins: [unoTrace()],
  });
  return execFileSync(process.execPath, [join(source, `${entry}.${extension}`)], { encoding: "utf8" }).trim();
}

describe.each(["esm", "cjs"] as const)("an import cycle in %s", (format) => {
  it("calls a traced function before its module has run", async () => {
    expect(await runCycle(format, "a")).toBe("42 hoisted");
  });

  it("needs no traced code in the module that comes first", async () => {
    expect((await runCycle(format, "lazy")).split("\n")[0]).toBe("2");
  });
});
