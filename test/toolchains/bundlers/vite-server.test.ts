// Vite's development server and Vitest with the plugin: what they run is traced, and follows uno-trace.json.

import { createServer, type ViteDevServer } from "vite";
import { afterEach, expect, it } from "vitest";
import { unoTrace } from "../../../hosts/rollup/index.js";
import { eventually, run } from "../processes.js";
import { installed, makeProject, type TemporaryProject } from "../temporary-project.js";

const PLAIN = "export function plain(): string {\n  return 'a';\n}\n";

let project: TemporaryProject;
let server: ViteDevServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
  project.remove();
});

async function serve(files: Readonly<Record<string, string | object>>): Promise<string[]> {
  project = makeProject({ "package.json": { type: "module" }, ...files });
  const said: string[] = [];
  const note = (text: string) => void said.push(text);
  server = await createServer({
    root: project.folder,
    configFile: false,
    plugins: [unoTrace()],
    server: { middlewareMode: true, ws: false, watch: { usePolling: true, interval: 50 } },
    optimizeDeps: { noDiscovery: true },
    customLogger: {
      info: note,
      warn: note,
      error: note,
      warnOnce: note,
      clearScreen: () => {},
      hasErrorLogged: () => false,
      hasWarned: false,
    },
  });
  return said;
}

const codeFor = async (consumer: "ssr" | "client", url = "/src/main.ts"): Promise<string> =>
  (await server?.environments[consumer]?.transformRequest(url))?.code ?? "";

it("traces for the server, and leaves browsers alone with a word", async () => {
  const said = await serve({ "src/main.ts": `// @trace\n${PLAIN}` });
  expect(await codeFor("client")).not.toContain("$start");
  expect(said.join()).toMatch(/UNO3023: Nothing in main\.ts is traced/);
  expect(await codeFor("ssr")).toContain("$start");
});

it("runs what it traces, with the lines of the source", async () => {
  await serve({ "src/main.ts": `// @trace\n${PLAIN}export const error = new Error("x");\n` });
  const loaded = await server?.ssrLoadModule("/src/main.ts");
  expect(loaded?.plain()).toBe("a");
  server?.ssrFixStacktrace(loaded?.error);
  expect(loaded?.error.stack).toMatch(/main\.ts:5:22/);
});

it("follows uno-trace.json: changed, broken, and mended", async () => {
  const said = await serve({ "src/main.ts": PLAIN, "uno-trace.json": {} });
  expect(await codeFor("ssr")).not.toContain("$start");
  const change = async (content: string | object, holds: (code: string) => boolean) => {
    project.write("uno-trace.json", content);
    // Vite's watcher drops a change that comes within 50 ms after another one, for good.
    const again = setInterval(() => project.write("uno-trace.json", content), 1000);
    let code = "";
    const look = setInterval(async () => {
      code = await codeFor("ssr").catch(({ message }: Error) => message);
    }, 50);
    try {
      await eventually(
        () => holds(code),
        () => code,
      );
    } finally {
      clearInterval(look);
      clearInterval(again);
    }
  };
  await change({ include: ["src"] }, (code) => code.includes("$start"));
  await change('{ "inclued": [] }', (code) => code.includes("UNO3004"));
  await change({ include: ["sorc"] }, (code) => code.includes("plain") && !code.includes("$start"));
  await eventually(
    () => said.join().includes("UNO3010"),
    () => said.join("\n"),
  );
});

it("follows a uno-trace.json that appears", async () => {
  await serve({ "src/main.ts": PLAIN });
  expect(await codeFor("ssr")).not.toContain("$start");
  project.write("uno-trace.json", { include: ["src"] });
  let code = "";
  await eventually(
    () => {
      codeFor("ssr").then((text) => {
        code = text;
      });
      return code.includes("$start");
    },
    () => code,
  );
});

const TEST = `import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";
import { expect, it } from "vitest";
import { plain } from "./main.js";
it("is traced", async () => {
  const exporter = new InMemorySpanExporter();
  const monitoring = setupMonitoring({ exporter });
  plain();
  await monitoring.forceFlush();
  expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(["plain"]);
});
`;

it.each([
  ["ssr", "node"],
  ["client", "./dom.mjs"],
])("Vitest traces what its environment %s runs", async (viteEnvironment, environment) => {
  project = makeProject(
    {
      "package.json": { type: "module" },
      "dom.mjs": `export default { name: "dom", viteEnvironment: "${viteEnvironment}", transformMode: "web", setup: () => ({ teardown() {} }) };\n`,
      "vitest.config.mjs": `import { unoTrace } from "uno-trace/vite";\nexport default { plugins: [unoTrace()], test: { environment: ${JSON.stringify(environment)} } };\n`,
      "src/main.ts": `// @trace\n${PLAIN}`,
      "src/main.test.ts": TEST,
    },
    { vitest: installed("vitest") },
  );
  const { status, stdout, stderr } = await run([installed("vitest/vitest.mjs"), "run"], {
    cwd: project.folder,
  });
  expect(status, stdout + stderr).toBe(0);
});
