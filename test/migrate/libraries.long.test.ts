// Programs of nestjs-otel, nestjs-ddtrace, dd-trace, autotel and others: the same results and spans after `uno-trace migrate`.
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { beforeAfter, DATADOG, type Library, type Seen } from "./before-after.js";

const FOLDER = "test/migrate";
const modules = join(REPOSITORY, FOLDER, "node_modules");
const LEGACY = JSON.stringify({ compilerOptions: { experimentalDecorators: true } });
const NEST = ["@nestjs/common", "@nestjs/core", "reflect-metadata", "rxjs"];

const TRY = `
const outcome = async (call: () => unknown) => {
  try { return [await call()]; } catch (error) { return [String(error)]; }
};
`;

interface Program {
  readonly library: Library;
  readonly code: string;
  readonly run: string;
  readonly migrated: number;
  readonly gone: RegExp;
  /** Attributes and events are the library's own, too. */
  readonly sameDetails?: boolean;
  /** `false`: it leaves out the message of what failed. */
  readonly says?: boolean;
}

const programs: Readonly<Record<string, Program>> = {
  "nestjs-otel": {
    library: { modules, links: ["nestjs-otel", ...NEST] },
    sameDetails: true,
    migrated: 5,
    gone: /@Span|nestjs-otel|SpanKind/,
    run: `[await outcome(() => shop.order("a")), await outcome(() => shop.order("")), Shop.version(), shop.total([1, 2]), await outcome(() => shop.free())]`,
    code: `
import "reflect-metadata";
import { SpanKind } from "@opentelemetry/api";
import { Get, Injectable } from "@nestjs/common";
import { Span } from "nestjs-otel";
@Injectable()
class Shop {
  @Span()
  async order(id: string): Promise<string> {
    return \`\${await this.price(id)}\`;
  }
  /** Asks. */
  @Span("shop.price", { kind: SpanKind.CLIENT, attributes: { team: "sales" } })
  @Get("price")
  async price(id: string) {
    await null;
    if (id === "") throw new RangeError("no id");
    return id.length;
  }
  @Span() static version(): string { return "1"; }
  @Get("total") @Span({ kind: SpanKind.PRODUCER }) total(items: number[]): number {
    return items.reduce((a, b) => a + b);
  }
  @Span("free") free(): never { throw new Error("free"); }
}
const shop = new Shop();`,
  },
  "nestjs-ddtrace in an application of Nest": {
    library: { modules, links: ["dd-trace", "nestjs-ddtrace", ...NEST], driver: DATADOG },
    migrated: 3,
    gone: /@Span|@NoSpan/,
    run: `[await outcome(() => shop.order("a")), await outcome(() => shop.order("")), await outcome(() => other.work())]`,
    code: `
import "reflect-metadata";
import { Injectable, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { DatadogTraceModule, NoSpan, Span } from "nestjs-ddtrace";
@Injectable()
@Span()
class Shop {
  async order(id: string): Promise<string> { return this.price(id); }
  @Span("shop.price") async price(id: string): Promise<string> {
    if (id === "") throw new RangeError("no id");
    return this.quiet(id);
  }
  @NoSpan()
  quiet(id: string): string { return id; }
}
@Injectable()
class Other {
  @Span() async work(): Promise<number> { return 1; }
}
@Module({ imports: [DatadogTraceModule.forRoot()], providers: [Shop, Other] })
class App {}
const app = await NestFactory.createApplicationContext(App, { logger: false });
const shop = app.get(Shop);
const other = app.get(Other);`,
  },
  "dd-trace": {
    library: { modules, links: ["dd-trace"], driver: DATADOG },
    migrated: 5,
    gone: /tracer/,
    run: `[await outcome(() => order("a")), await outcome(() => order("")), sum([1, 2]), log]`,
    code: `
import tracer from "dd-trace";
const log: string[] = [];
function order(id: string) {
  return tracer.trace("order", async () => {
    note(id);
    return \`\${await price(id)}\`;
  });
}
const price = tracer.wrap("price", { tags: { team: "sales" } }, async (id: string) => {
  await null;
  if (id === "") throw new RangeError("no id");
  return twice(id);
});
const sum = (items: number[]): number => tracer.trace("sum", () => items.reduce((a, b) => a + b));
const note = (text: string) => { tracer.trace("note", () => { log.push(text); }); };
const twice = tracer.wrap("twice", function (text: string): string { return text + text; });`,
  },
  autotel: {
    library: { modules, links: ["autotel"] },
    migrated: 4,
    gone: /autotel|trace\(/,
    run: `[await outcome(() => order("a")), await outcome(() => order("")), sum([1, 2])]`,
    code: `
import { trace } from "autotel";
const order = trace("shop.order", async (id: string) => \`\${await price(id)}\`);
const price = trace({ name: "price" }, async (id: string) => {
  await null;
  if (id === "") throw new RangeError("no id");
  return twice(id);
});
const twice = trace(function double(text: string): string { return text + text; });
const sum = trace("sum", (items: number[]): number => items.reduce((a, b) => a + b));`,
  },
  "decorators of the language: opentelemetry-decorators and autotel": {
    library: { modules, links: ["autotel", "opentelemetry-decorators"] },
    says: false,
    migrated: 4,
    gone: /@InSpan|@Trace|autotel|opentelemetry-decorators/,
    run: `[await outcome(() => shop.order("a")), await outcome(() => shop.order("")), await outcome(() => shop.list())]`,
    code: `
import { Trace } from "autotel/decorators";
import { InSpan } from "opentelemetry-decorators";
class Shop {
  @InSpan()
  async order(id: string) { return \`\${await this.price(id)}\`; }
  @InSpan("price", { team: "sales" }) async price(id: string) {
    if (id === "") throw new RangeError("no id");
    return this.#twice(id);
  }
  @InSpan() #twice(id: string): string { return id + id; }
  @Trace("shop.list") async list() { return [1]; }
}
const shop = new Shop();`,
  },
};

/** What every library has: the tree, and what failed, with a message where the library gives one. */
const outline = ({ result, spans }: Seen, { says = true }: Program) => ({
  result,
  // Clocks differ too much for an order by the end.
  spans: spans
    .map(({ name, parent, failed, message, attributes: { team } }) =>
      JSON.stringify({ name, parent, failed, message: says ? message : undefined, team }),
    )
    .toSorted(),
});

describe("real libraries", () => {
  beforeAll(() => packagesOf(FOLDER), 600_000);

  test.each(Object.entries(programs))("%s", async (_, program) => {
    const { library, code, run, migrated, gone, sameDetails } = program;
    const text = `${code}${TRY}export const run = async () => ${run};\n`;
    const legacy: Record<string, string> = /nestjs/.test(code) ? { "tsconfig.json": LEGACY } : {};
    const {
      before,
      after,
      out,
      err,
      text: now,
    } = await beforeAfter({ "program.ts": text, ...legacy }, library);
    expect({ out: out.split("\n").at(-1), err }).toEqual({
      out: `${migrated} spans migrated in 1 file, 0 left`,
      err: "",
    });
    expect(now).not.toMatch(gone);
    expect(before.spans.length).toBeGreaterThan(1);
    expect(outline(after, program)).toEqual(outline(before, program));
    if (sameDetails) expect(after).toEqual(before);
  });
});
