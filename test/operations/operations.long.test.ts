// docs/operations.md: its servers run, are asked, and print what each request asked for.
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { blocksOf, readPage } from "../docs/page.js";
import { makeFolder } from "../harness/folder.js";
import { packagesOf } from "../harness/installs.js";
import { run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";

beforeAll(() => packagesOf("test/operations"), 300_000);

const BLOCKS = blocksOf(readPage("docs/operations.md"));
let folder: string;
beforeEach(() => {
  folder = makeFolder("operations", "test/operations");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The lines of server spans that a program prints, without times. */
async function spansOf(name: string): Promise<readonly string[]> {
  const { status, stdout, stderr } = await run([name], { cwd: folder });
  expect(status, stdout + stderr).toBe(0);
  return stderr
    .split("\n")
    .filter((line) => / server /.test(line))
    .map((line) => line.replace(/ +[█▏▎▍▌▋▊▉ ]*[\d.]+ ?(?:µs|ms|s) /, " "));
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

const ASK = `
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = "http://127.0.0.1:" + server.address().port;
`;
const END = `
  server.closeAllConnections();
  server.close();
`;

it("GraphQL Yoga: the operation is in the name", async () => {
  const { text = "" } = BLOCKS.find(({ file }) => file === "yoga.mjs") ?? {};
  write("yoga.mjs", text);
  write(
    "ask.mjs",
    `import { server } from "./yoga.mjs"; ${ASK}
     const ask = (query) => fetch(base + "/graphql", { method: "POST", headers: { "content-type": "application/json" },
       body: JSON.stringify({ query }) }).then((answer) => answer.text());
     await ask("query Orders { orders }");
     await ask("{ orders }");
     await ask("{ nothing }");
     ${END}`,
  );
  const names = (await spansOf("ask.mjs")).map(
    (line) => /^POST \/graphql(?: query(?: Orders)?)?/.exec(line)?.[0],
  );
  expect(names).toEqual(["POST /graphql query Orders", "POST /graphql query", "POST /graphql"]);
});

it("tRPC: procedures are in the name, those of a batch in a row", async () => {
  const { text = "" } = BLOCKS.find(({ file }) => file === "trpc.mjs") ?? {};
  write("trpc.mjs", text);
  write(
    "ask.mjs",
    `import { server } from "./trpc.mjs"; ${ASK}
     await (await fetch(base + "/list")).text();
     await (await fetch(base + "/list,count?batch=1&input=%7B%7D")).text();
     ${END}`,
  );
  const names = (await spansOf("ask.mjs")).map((line) => /^GET \/trpc [a-z]+(?:, [a-z]+)?/.exec(line)?.[0]);
  expect(names).toEqual(["GET /trpc list", "GET /trpc list, count"]);
});

describe("NestJS", () => {
  const MODULE = `
    import "reflect-metadata";
    import { Catch, Controller, ForbiddenException, Get, Module, Param, UseFilters, UseGuards } from "@nestjs/common";

    class Guard { canActivate(): boolean { throw new ForbiddenException(); } }
    @Catch(RangeError)
    class Filter {
      catch(_: Error, host: any) {
        const response = host.switchToHttp().getResponse();
        (response.code ? response.code(418) : response.status(418)).send("tea");
      }
    }
    @Controller("orders")
    class Orders {
      @Get(":id") one(@Param("id") id: string) { return id; }
      @Get("x/guarded") @UseGuards(Guard) guarded() { return 1; }
      @Get("x/tea") @UseFilters(Filter) tea() { throw new RangeError("tea"); }
      @Get("x/fails") fails() { throw new Error("no"); }
    }
    @Module({ controllers: [Orders] })
    export class AppModule {}
  `;

  const main = (adapter: string): string => {
    const { text = "" } = BLOCKS.find(({ file }) => file === "main.ts") ?? {};
    if (adapter === "express") return text;
    return text
      .replace("NestFactory.create(AppModule)", "NestFactory.create<any>(AppModule, new FastifyAdapter())")
      .replace("app.use(tracingMiddleware());", "await app.register(tracingMiddleware());")
      .replace(
        "import { NestFactory }",
        'import { FastifyAdapter } from "@nestjs/platform-fastify";\nimport { NestFactory }',
      );
  };

  it.each(["express", "fastify"])("with %s: routes, guards and filters are right", async (adapter) => {
    write("package.json", JSON.stringify({ type: "module" }));
    write("app.module.ts", MODULE);
    write("main.ts", main(adapter));
    write(
      "ask.ts",
      `import { create } from "./main.js";
       const app = await create();
       app.useLogger(false);
       app.setGlobalPrefix("api");
       await app.listen(0, "127.0.0.1");
       const base = await app.getUrl();
       for (const path of ["/api/orders/7", "/api/orders/x/guarded", "/api/orders/x/tea", "/api/orders/x/fails", "/nope"])
         await (await fetch(base + path)).text();
       await app.close();`,
    );
    cpSync(join(REPOSITORY, "test/operations/tsconfig.json"), join(folder, "tsconfig.json"));
    const compiled = await run([join(REPOSITORY, "node_modules/typescript/lib/tsc.js"), "-p", "."], {
      cwd: folder,
    });
    expect(compiled.status, compiled.stdout).toBe(0);
    const lines = await spansOf("ask.js");
    expect(lines.map((line) => [line.split(" server ")[0], line.includes("✗")])).toEqual([
      ["GET /api/orders/:id", false],
      ["GET /api/orders/x/guarded", false],
      ["GET /api/orders/x/tea", false],
      ["GET /api/orders/x/fails", true],
      ["GET", false],
    ]);
  });
});
