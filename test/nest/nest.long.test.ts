// What `nest new` writes, set up by `uno-trace init` alone for each builder, built, served and asked: its spans, stacks and messages.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { blocksOf, readPage } from "../docs/page.js";
import { packagesOf } from "../harness/installs.js";
import { generate, type NestProject, type Server } from "./project.js";

let generated: NestProject;
beforeAll(async () => {
  await packagesOf("test/nest");
  generated = await generate();
}, 600_000);
afterAll(() => generated?.remove());

let project: NestProject;
let server: Server | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
  project?.remove();
});

/** The project with another builder, set up by init, which finds nothing to do the second time. */
async function setUp(builder?: string): Promise<void> {
  project = generated.copy();
  if (builder)
    project.edit("nest-cli.json", '"deleteOutDir": true', `"deleteOutDir": true, "builder": "${builder}"`);
  const first = await project.unoTrace("init");
  expect(first.status, first.stdout + first.stderr).toBe(0);
  expect((await project.unoTrace("init")).stdout).toContain("nothing to change");
  const check = await project.unoTrace("check");
  expect(check.status, check.stdout).toBe(0);
}

/** The command of a script, in pieces as a shell would make them. */
function script(name: string): readonly string[] {
  const { scripts } = JSON.parse(project.read("package.json"));
  return [...scripts[name].matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

async function build(): Promise<void> {
  for (const command of script("build").join(" ").split(" && ")) {
    const [program, ...args] = command.split(" ");
    const { status, stdout, stderr } = await (program === "nest"
      ? project.nest(...args)
      : project.unoTrace(...args));
    expect(status, stdout + stderr).toBe(0);
  }
}

async function expectSpans(running: Server): Promise<void> {
  expect(await running.ask("/")).toBe("Hello World!");
  await running.prints(/^AppController\.getHello .*✓\n└─ AppService\.getHello .*✓/m);
}

/** Nest prints the stack of what a route throws. */
async function expectStack(running: Server): Promise<void> {
  expect(JSON.parse(await running.ask("/fails"))).toMatchObject({ statusCode: 500 });
  await running.prints(/^AppController\.fails .*✗/m);
  await running.prints(/at AppService\.fail \(.*src\/app\.service\.ts:13:11\)/);
}

describe.each([undefined, "swc", "rspack"])("the builder %s", (builder) => {
  it("traces what is built, and what `nest start` runs", async () => {
    await setUp(builder);
    await build();
    server = await project.serve(["--enable-source-maps", ...script("start:prod").slice(1)]);
    await expectSpans(server);
    if (builder !== "rspack") await expectStack(server);
    await server.stop();
    server = await project.serve(script("start").slice(1));
    await expectSpans(server);
  });
});

describe("tsc", () => {
  it("traces again what changes while `nest start --watch` runs, and tells mistakes", async () => {
    await setUp();
    server = await project.serve(script("start:dev").slice(1));
    await expectSpans(server);
    project.edit("src/app.service.ts", "// @trace\n  getHello", "// @trace nme=x\n  getHello");
    await server.prints(/src\/app\.service\.ts:5:13 - error TS901002: UNO1002.*`nme`/);
    await server.prints(/Found 1 error\. Watching/);
    project.edit("src/app.service.ts", "// @trace nme=x", '// @trace name="hi"');
    await server.starts();
    await server.ask("/");
    await server.prints(/^└─ hi .*✓/m);
  });

  it("fails by a mistake, as by one of the program, and traces as the page says", async () => {
    project = generated.copy();
    for (const { file, text } of blocksOf(readPage("docs/nest.md")))
      if (file === "nest-cli.json" || file === "src/app.service.ts")
        project.write(file, text.replace(/^.*\n/, ""));
    project.edit("src/app.controller.ts", "this.appService.fail()", "Promise.reject()");
    project.write("uno-trace.json", '{ "includ": [] }');
    const { status, stdout, stderr } = await project.nest("build");
    expect(status).toBe(1);
    expect(stderr).toMatch(/uno-trace\.json:1:3 - error TS903004: UNO3004/);
    expect(stdout).toContain("Found 1 error(s).");
    project.write("uno-trace.json", "{}");
    expect(await project.nest("build")).toEqual({ status: 0, stdout: "", stderr: "" });
    server = await project.serve(["--import", "uno-trace/register", "dist/main.js"]);
    await expectSpans(server);
  });

  it("traces an application of a monorepo, beside the plugin of Swagger", async () => {
    await setUp();
    project.edit("nest-cli.json", '"uno-trace/nest"', '"@nestjs/swagger", "uno-trace/nest"');
    expect((await project.nest("generate", "app", "admin")).status).toBe(0);
    project.edit("nest-cli.json", '"builder": "rspack"', '"builder": "tsc"');
    project.edit("apps/admin/src/admin.service.ts", "  getHello", "  // @trace\n  getHello");
    project.write("apps/admin/src/item.dto.ts", DTO);
    const { status, stdout, stderr } = await project.nest("build", "admin");
    expect(status, stdout + stderr).toBe(0);
    const folder = "dist/apps/admin/apps/admin/src";
    expect(project.read(`${folder}/admin.service.js`)).toContain('"file": "apps/admin/src/admin.service.ts"');
    expectBoth(project.read(`${folder}/item.dto.js`));
  });
});

const MODEL = `import { ObjectType } from "@nestjs/graphql";
@ObjectType()
export class Cat {
  name: string;
  // @trace
  shown(): string {
    return this.name;
  }
}
`;

describe("beside the plugin of GraphQL", () => {
  it.each(['"@nestjs/graphql", "uno-trace/nest"', '"uno-trace/nest", "@nestjs/graphql"'])(
    "%s",
    async (plugins) => {
      await setUp();
      project.edit("nest-cli.json", '"uno-trace/nest"', plugins);
      project.write("src/cat.model.ts", MODEL);
      expect(await project.nest("build")).toEqual({ status: 0, stdout: "", stderr: "" });
      const code = project.read("dist/cat.model.js");
      expect(code).toContain(
        "_GRAPHQL_METADATA_FACTORY() {\n        return { name: { type: () => String } }",
      );
      expect(code).toContain('"name": "Cat.shown"');
      server = await project.serve(["--import", "uno-trace/register", "dist/main.js"]);
      await expectSpans(server);
    },
  );
});

describe("a monorepo with rspack", () => {
  it("is told what is missing, and traced once init has run", async () => {
    project = generated.copy();
    expect((await project.nest("generate", "app", "admin")).status).toBe(0);
    for (const name of ["service", "controller"])
      project.edit(`apps/admin/src/admin.${name}.ts`, "  getHello", "  // @trace\n  getHello");
    const check = await project.unoTrace("check");
    expect(check.status).toBe(1);
    expect(check.stdout).toMatch(/nest-cli\.json:\d+:\d+ - warning UNO3016: .*its builder "rspack" runs no/);
    expect((await project.unoTrace("init")).status).toBe(0);
    expect((await project.unoTrace("check")).status).toBe(0);
    const { status, stdout, stderr } = await project.nest("build", "admin");
    expect(status, stdout + stderr).toBe(0);
    server = await project.serve(["--import", "uno-trace/register", "dist/apps/admin/main.js"]);
    expect(await server.ask("/")).toBe("Hello World!");
    await server.prints(/^AdminController\.getHello .*✓\n└─ AdminService\.getHello .*✓/m);
  });
});

const DTO =
  "export class ItemDto {\n  name: string;\n  // @trace\n  shown(): string {\n    return this.name;\n  }\n}\n";

function expectBoth(code: string): void {
  expect(code).toContain("_OPENAPI_METADATA_FACTORY");
  expect(code).toContain('"name": "ItemDto.shown"');
}

describe("webpack", () => {
  /** Nest's webpack takes no package of ES modules. */
  async function setUpCommonJs(): Promise<void> {
    await setUp("webpack");
    project.edit("package.json", '"type": "module",', "");
    project.edit("src/main.ts", "await bootstrap();", "void bootstrap();");
    for (const name of ["main", "app.module", "app.controller"])
      project.write(`src/${name}.ts`, project.read(`src/${name}.ts`).replaceAll(".js';", "';"));
  }

  it("traces beside the plugin of Swagger, in front of it", async () => {
    await setUpCommonJs();
    project.edit("nest-cli.json", '"uno-trace/nest"', '"uno-trace/nest", "@nestjs/swagger"');
    project.write("src/item.dto.ts", DTO);
    project.edit("src/main.ts", "import", "import './item.dto';\nimport");
    await build();
    expectBoth(project.read("dist/main.js"));
    server = await project.serve(script("start:prod").slice(1));
    await expectSpans(server);
  });

  it("fails the module that has a mistake, without a stack of ours", async () => {
    await setUpCommonJs();
    project.edit("src/app.service.ts", "// @trace\n  getHello", "// @trace nme=x\n  getHello");
    const { status, stdout, stderr } = await project.nest("build");
    expect(status).toBe(1);
    expect(stdout + stderr).toMatch(
      /Module build failed[\s\S]*src\/app\.service\.ts\(5,13\): error TS901002: UNO1002/,
    );
    expect(stdout + stderr).not.toContain("module-errors");
  });
});
