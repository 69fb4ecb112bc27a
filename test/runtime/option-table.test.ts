// The table of options in runtime/setup, and what says the same elsewhere: the schema, the pages, the environment.
import { readFileSync } from "node:fs";
import { describe, expect, it, test, vi } from "vitest";
import { Environment } from "../../runtime/ground/environment-values.js";
import { DEFAULT_BATCH_LIMITS } from "../../runtime/processors/batch-limits.js";
import { checkTailLimits } from "../../runtime/processors/tail-limits.js";
import { resolved } from "../../runtime/setup/monitoring-layers.js";
import { faultsOf, OPTIONS, ROWS } from "../../runtime/setup/monitoring-options.js";
import { EXPORTER_NAMES, exporterNamed } from "../../runtime/setup/named-exporters.js";
import { withTable } from "../../scripts/options/table.js";
import { readConfigText } from "../../transformer/config/schema.js";
import { codesOf, readPage, rowsOf, sectionOf } from "../docs/page.js";

const SCHEMA = readFileSync("uno-trace.schema.json", "utf8");
const { properties, additionalProperties } = JSON.parse(SCHEMA).definitions.monitoring;
const inFile = ROWS.filter(([, row]) => row.codeOnly !== true).map(([name]) => name);
const defaultsOf = (schema: { properties: Record<string, { default: unknown }> }) =>
  Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, each.default]));

describe("the schema", () => {
  it("has the options that the file may say, each described, and nothing else", () => {
    expect(Object.keys(properties).sort()).toEqual([...inFile].sort());
    const described = [properties, properties.batch.properties, properties.tail.properties];
    for (const member of described.flatMap((each) => Object.values<{ description: string }>(each)))
      expect(member.description).toMatch(/\.$/);
    for (const each of [{ additionalProperties }, properties.batch, properties.tail])
      expect(each.additionalProperties).toBe(false);
  });

  it("has the same defaults", () => {
    for (const name of inFile) {
      const { fallback } = OPTIONS[name];
      if (name !== "serviceName") expect([name, properties[name].default]).toEqual([name, fallback ?? {}]);
    }
    expect(defaultsOf(properties.batch)).toEqual(DEFAULT_BATCH_LIMITS);
    expect(defaultsOf(properties.tail)).toEqual(checkTailLimits({}));
  });

  it("names the exporters, and old names of them", () => {
    const names: string[] = properties.exporter.enum;
    expect(names.slice(0, EXPORTER_NAMES.length)).toEqual(EXPORTER_NAMES);
    for (const name of names) expect(exporterNamed(name)).toBeDefined();
  });

  const VALUES: readonly unknown[] = [
    ...[
      undefined,
      null,
      true,
      false,
      0,
      0.5,
      1,
      2,
      -1,
      5000,
      "",
      "a",
      "event",
      "console",
      "logging",
      "consol",
    ],
    ...["otlp", "none", {}, { a: 1 }, { a: {} }, [], ["b3"], ["pigeon"], ["otlp"], [1], { a: "b" }],
    ...[{ maxQueueSize: 5000 }, { maxQueueSize: 0 }, { sampleRatio: 2 }, { slowerThan: 0 }, { maxWait: 1.5 }],
  ];

  it.each(inFile)("takes the same values of %s as the program", (name) => {
    for (const value of VALUES.filter((each) => each !== undefined)) {
      // A resource has lists in the file of no editor; a part of a millisecond is one only for the program.
      const isLax = (name === "resource" && Array.isArray(value)) || JSON.stringify(value)?.includes("1.5");
      if (isLax) continue;
      const text = JSON.stringify({ monitoring: { [name]: value } });
      const isValid = readConfigText(text, "/uno-trace.json").diagnostics.every(
        ({ severity }) => severity !== "error",
      );
      expect([name, value, faultsOf({ [name]: value }, "file").length === 0]).toEqual([name, value, isValid]);
    }
  });
});

describe("the pages", () => {
  test("docs/configuration.md has the table of the schema; `npm run options` draws it", () => {
    const page = readPage("docs/configuration.md");
    expect(withTable(page, SCHEMA)).toBe(page);
    expect(page).toContain("| `tail.slowerThan` ");
  });

  test("docs/runtime.md names every option with its default", () => {
    const table = rowsOf(sectionOf(readPage("docs/runtime.md"), "## Set-up"));
    expect(table.flatMap(([name]) => codesOf(name as string))).toEqual(
      expect.arrayContaining(ROWS.map(([name]) => name)),
    );
    for (const [name, { fallback }] of ROWS) {
      const [, shown] = table.find(([cell]) => cell === `\`${name}\``) ?? [];
      if (fallback !== undefined && JSON.stringify(fallback) !== "{}")
        expect([name, shown?.replaceAll(", ", ",")]).toEqual([
          name,
          expect.stringContaining(`\`${JSON.stringify(fallback)}\``),
        ]);
    }
  });

  test("docs/runtime.md names every exporter", () => {
    const section = sectionOf(readPage("docs/runtime.md"), "### Exporters by name");
    const named = rowsOf(section).flatMap(([name]) => codesOf(name as string));
    expect(named).toEqual(EXPORTER_NAMES.map((name) => `"${name}"`));
  });
});

describe("the environment", () => {
  /** The variables that a row asks for. */
  function askedBy(name: keyof typeof OPTIONS): string[] {
    const asked = new Set<string>();
    const variables = new Proxy<Record<string, string>>(
      {},
      {
        get: (_, variable) => {
          asked.add(String(variable));
          return variable === "OTEL_TRACES_SAMPLER" ? "traceidratio" : undefined;
        },
      },
    );
    OPTIONS[name].read?.(new Environment(variables));
    return [...asked].sort();
  }

  it.each(ROWS.map(([name]) => name))(
    "%s reads the variables of its row, and they are on the page",
    (name) => {
      const { variables = [] } = OPTIONS[name];
      expect(askedBy(name)).toEqual([...variables].sort());
      const page = readPage("docs/opentelemetry.md");
      for (const variable of variables) expect(page).toContain(`\`${variable}\``);
    },
  );

  it("takes names of exporters, old ones as well, and says which one was meant", () => {
    const print = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const read = (text: string) => OPTIONS.exporter.read?.(new Environment({ OTEL_TRACES_EXPORTER: text }));
    expect(["logging", "console", "Console", "consol"].map(read)).toEqual([
      "console",
      "console",
      "console",
      undefined,
    ]);
    expect(print.mock.calls.join()).toContain('unknown exporter "consol"; did you mean console?');
    print.mockRestore();
  });
});

it("every option that has a default is resolved", () => {
  const names = ROWS.filter(([, { fallback }]) => fallback !== undefined).map(([name]) => name);
  expect(Object.keys(resolved({})).sort()).toEqual(names.sort());
  expect(resolved({ sampleRatio: 0.5 }).sampleRatio).toBe(0.5);
});
