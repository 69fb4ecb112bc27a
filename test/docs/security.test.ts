// docs/security.md: what it says is so.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isSecret } from "../../runtime/ground/secrets.js";
import { DEFAULT_LIMITS } from "../../runtime/model/limits.js";
import { defaultResource } from "../../runtime/model/resource.js";
import { ROWS } from "../../runtime/setup/monitoring-options.js";
import { readConfigText } from "../../transformer/config/schema.js";
import { makeFolder } from "../harness/folder.js";
import { run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { readPage } from "./page.js";

const PAGE = readPage("docs/security.md");

test("the names that hide their values are those of the runtime", () => {
  const words = /```text secrets\n([^`]*)```/.exec(PAGE)?.[1]?.split(/\s+/).filter(Boolean) ?? [];
  expect(words.length).toBeGreaterThan(15);
  for (const word of words) {
    expect([word, isSecret(word)]).toEqual([word, true]);
    expect([word, isSecret(`user.${word.toUpperCase()}`)]).toEqual([word, true]);
  }
  for (const name of ["apiKey", "api_key", "X-API-Key", "userPassword"]) expect(isSecret(name)).toBe(true);
  for (const name of ["id", "author", "spinner", "lesson.count"])
    expect([name, isSecret(name)]).toEqual([name, false]);
  const source = readFileSync(join(REPOSITORY, "runtime/ground/secrets.ts"), "utf8");
  const known = /passw.*\$/.exec(source)?.[0].replace("passw(?:or)?d", "password|passwd").split("|") ?? [];
  expect(known.map((word) => word.replace(/[^a-z]/g, "")).sort()).toEqual([...words].sort());
});

test("of a function, an error and the process no more is recorded", async () => {
  const folder = makeFolder("security");
  writeFileSync(
    join(folder, "program.mjs"),
    `import { InMemorySpanExporter, setupMonitoring, trace } from "uno-trace";
     const spans = new InMemorySpanExporter();
     const monitoring = setupMonitoring({ exporter: spans });
     const pay = trace(function pay(card) { throw Object.assign(new TypeError("declined"), { card }); });
     try { pay("4000-secret"); } catch {}
     await monitoring.forceFlush();
     console.log(JSON.stringify(spans.getFinishedSpans().map(({ attributes, events, resource }) =>
       [attributes, events.map((event) => event.attributes), resource.attributes])));`,
  );
  const { stdout } = await run(["program.mjs", "--key=argument-secret"], {
    cwd: folder,
    env: { API_KEY: "environment-secret" },
  });
  rmSync(folder, { recursive: true });
  const [[attributes, [exception], resource]] = JSON.parse(stdout);
  expect(Object.keys(attributes)).toEqual([]);
  expect(Object.keys(exception).sort()).toEqual([
    "exception.message",
    "exception.stacktrace",
    "exception.type",
  ]);
  expect(JSON.stringify(resource)).not.toMatch(/secret/);
  expect(stdout).not.toMatch(/4000-secret|argument-secret|environment-secret/);
  expect(Object.keys(resource).filter((name) => /arg|env/.test(name))).toEqual([]);
  expect(defaultResource().attributes["process.command"]).toBe(process.argv[1]);
});

test.each([
  ["code", `module.exports = { include: [] }`],
  ["a call", `{ "include": [globalThis.pwned = 1] }`],
  ["a prototype", `{ "__proto__": { "include": ["**"] } }`],
  ["a module", `{ "include": [require("./pwned.cjs")] }`],
])("uno-trace.json with %s is refused, and nothing of it runs", (_, text) => {
  const folder = mkdtempSync(join(tmpdir(), "uno-security-"));
  writeFileSync(join(folder, "pwned.cjs"), "globalThis.pwned = 1;");
  const { value, diagnostics } = readConfigText(text, join(folder, "uno-trace.json"));
  rmSync(folder, { recursive: true });
  expect(value).toBeUndefined();
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(globalThis).not.toHaveProperty("pwned");
  expect(({} as { include?: unknown }).include).toBeUndefined();
});

test("the file cannot name an address, a processor or a function", () => {
  const inFile = ROWS.filter(([, row]) => row.codeOnly !== true).map(([name]) => name);
  expect(inFile).not.toContain("processors");
  expect(inFile).not.toContain("sampler");
  const refused = readConfigText(
    `{ "monitoring": { "exporter": "http://collector.example" } }`,
    "uno-trace.json",
  );
  expect(refused.value).toBeUndefined();
});

test("no package needs others to run, nor has a script that an installation runs", () => {
  for (const folder of [".", "packages/build", "packages/view"]) {
    const manifest = JSON.parse(readFileSync(join(REPOSITORY, folder, "package.json"), "utf8"));
    for (const name of ["preinstall", "install", "postinstall", "prepare"])
      expect([folder, manifest.scripts?.[name]]).toEqual([folder, undefined]);
  }
  const { dependencies } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8"));
  expect(dependencies).toBeUndefined();
});

test("the bounds are those of the runtime", () => {
  const { attributes, events, links } = DEFAULT_LIMITS;
  expect([attributes, events, links]).toEqual([128, 128, 128]);
  expect(PAGE).toContain("128 attributes, events and links");
});
