// Real tsup, which has a plugin of its own that reads each file: what is traced beside it, and what is said.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { run } from "../toolchains/processes.js";
import { makeProject, type TemporaryProject } from "../toolchains/temporary-project.js";

const NODE_MODULES = join(import.meta.dirname, "node_modules");

beforeAll(() => packagesOf("test/hosts"), 600_000);

/** A decorated method of a class: SWC writes functions of its own into such a file. */
const SHOP = `interface Price { readonly value: number }
const meta: unknown[] = [];
(Reflect as any).metadata = (key: string, value: any) => (_: unknown, name: string) => {
  meta.push(key + " " + name + " " + (value?.name ?? value.map((type: any) => type.name)));
};
const noted = (): MethodDecorator => () => {};
export class Shop {
  // @trace args=id result
  @noted()
  async price(id: string): Promise<number> {
    await null;
    if (id === "z") throw new Error("no price");
    return id.length;
  }
}
export const metadata = () => meta.sort().join(", ");
`;

const MAIN = `import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";
import { metadata, Shop } from "./shop.js";
const exporter = new InMemorySpanExporter();
const monitoring = setupMonitoring({ exporter });
async function main() {
  await new Shop().price("a");
  const { stack } = await new Shop().price("z").catch((error) => error);
  await monitoring.forceFlush();
  console.log(exporter.getFinishedSpans().map(({ name, attributes }) => name + ":" + attributes["code.line.number"]).join());
  console.log(metadata());
  console.log(/shop\\.ts:\\d+/.exec(stack)?.[0]);
}
main();
`;

const projectWith = (tsup: string, plugins: string, emitDecoratorMetadata: boolean) =>
  makeProject(
    {
      "package.json": { type: "module" },
      "tsconfig.json": {
        compilerOptions: { target: "ES2022", experimentalDecorators: true, emitDecoratorMetadata },
      },
      "uno-trace.json": { include: ["src/shop.ts"] },
      "src/shop.ts": SHOP,
      "src/main.ts": MAIN,
      "tsup.config.ts": `import { unoTrace } from "uno-trace/esbuild-plugin";
export default { entry: ["src/main.ts"], format: ["esm", "cjs"], sourcemap: true, target: "node20", ${plugins} };
`,
    },
    {
      tsup: join(NODE_MODULES, tsup),
      typescript: join(NODE_MODULES, "typescript"),
      "@swc": join(NODE_MODULES, "@swc"),
    },
  );

let project: TemporaryProject;
afterEach(() => project.remove());

async function built(...options: Parameters<typeof projectWith>) {
  project = projectWith(...options);
  const [tsup] = options;
  const { bin } = JSON.parse(readFileSync(join(NODE_MODULES, tsup, "package.json"), "utf8"));
  const cli = join(NODE_MODULES, tsup, bin.tsup);
  const { status, stdout, stderr } = await run([cli], { cwd: project.folder });
  expect(status, stdout + stderr).toBe(0);
  return stdout + stderr;
}

const printed = async (file: string) =>
  (await run(["--enable-source-maps", file], { cwd: project.folder })).stdout.trimEnd().split("\n");

/** With the lines of the source, and none of a function that SWC has written into the file. */
const SPANS = "Shop.price:10,Shop.price:10";
const METADATA =
  "design:paramtypes price String, design:returntype price Promise, design:type price Function";

it.each(["tsup", "tsup8"])("%s: its own list of plugins traces what it compiles with SWC", async (tsup) => {
  const said = await built(tsup, "plugins: [unoTrace()]", true);
  expect(said).not.toContain("UNO");
  for (const file of ["dist/main.js", "dist/main.cjs"])
    expect(await printed(file)).toEqual([SPANS, METADATA, "shop.ts:12"]);
});

it("its list for esbuild traces none of that, and says so", async () => {
  const said = await built("tsup", "esbuildPlugins: [unoTrace()]", true);
  expect(said).toMatch(/UNO3020: Nothing in shop\.ts is traced/);
  expect(said).toMatch(/In tsup that is its list .*plugins/);
});

it.each([
  ["tsup", "plugins"],
  ["tsup8", "esbuildPlugins"],
])("%s: %s traces what esbuild compiles", async (tsup, list) => {
  const said = await built(tsup, `${list}: [unoTrace()]`, false);
  expect(said).not.toContain("UNO");
  expect(await printed("dist/main.js")).toEqual([SPANS, "", "shop.ts:12"]);
});
