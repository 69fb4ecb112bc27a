// What loadConfig makes of files and objects, and where each complaint points.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findConfig, loadConfig } from "../../transformer/config/config.js";

const root = mkdtempSync(join(tmpdir(), "uno-config-"));
afterAll(() => rmSync(root, { recursive: true }));

/** Loads a text and shows each diagnostic as `CODE text | source it points at | help`. */
function complaints(text: string): string[] {
  const path = join(root, "uno-trace.json");
  writeFileSync(path, text);
  const { diagnostics } = loadConfig({ path });
  return diagnostics.map((d) => `${d.code} ${d.text} | ${text.slice(d.start, d.end)} | ${d.help}`);
}

const DESIGN_EXAMPLE = `{
  "$schema": "./node_modules/uno-trace/uno-trace.schema.json",
  "include": ["src/services/**/*.ts"],            // every named function of these files
  "exclude": ["**/*.test.ts"],
  "rules": [                                       // the last rule that matches wins, option by option
    { "files": ["src/db/**"], "functions": ["*Repository.*", "!*.toString"], "kind": "client", "args": ["id"] },
    { "functions": ["*.healthcheck"], "trace": false }
  ],
  "monitoring": { "serviceName": "orders", "exporter": "otlp", "sampleRatio": 0.1 }
}`;

describe("a sound file", () => {
  test("the example of the design", () => {
    const path = join(root, "uno-trace.json");
    writeFileSync(path, DESIGN_EXAMPLE);
    const { config, diagnostics } = loadConfig({ path });
    expect(diagnostics).toEqual([]);
    expect(config.include).toEqual(["src/services/**/*.ts"]);
    expect(config.rules).toHaveLength(2);
    expect(config.monitoring).toEqual({ serviceName: "orders", exporter: "otlp", sampleRatio: 0.1 });
    expect(config).toMatchObject({ root, path });
  });

  test("comments, trailing commas and a byte order mark", () => {
    expect(complaints('\uFEFF{ /* a */ "include": ["src",], // b\n}')).toEqual([]);
  });

  test("every option of a rule", () => {
    const rule = {
      files: ["src"],
      kinds: ["generators", "callbacks"],
      result: ["a.b", "c"],
      attributes: { team: "x", tier: 1, hot: true, "200": "ok" },
      min: "1.5ms",
      root: true,
    };
    expect(
      complaints(JSON.stringify({ rules: [rule, { ...rule, result: true }, { ...rule, result: "x" }] })),
    ).toEqual([]);
  });

  test("the version follows the content", () => {
    const version = (object: unknown) => loadConfig({ object, root }).config.version;
    expect(version({ include: ["a"] })).toBe(version({ include: ["a"] }));
    expect(version({ include: ["a"] })).not.toBe(version({ include: ["b"] }));
  });
});

describe("where a file is found", () => {
  test("the nearest upward, and none", () => {
    const deep = join(root, "found/a/b");
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(root, "found/uno-trace.json"), "{}");
    expect(findConfig(deep)).toBe(join(root, "found/uno-trace.json"));
    expect(loadConfig({ root: deep }).config.root).toBe(join(root, "found"));
    expect(loadConfig({ root: "/" })).toMatchObject({
      config: { root: "/", include: [], text: "" },
      diagnostics: [],
    });
  });

  test("a path that leads nowhere", () => {
    const { diagnostics, config } = loadConfig({ path: join(root, "no/such.json") });
    expect(diagnostics).toMatchObject([{ code: "UNO3001", text: "such.json cannot be read (ENOENT)" }]);
    expect(config.include).toEqual([]);
  });

  test("an object: complaints point at the project", () => {
    const { diagnostics } = loadConfig({ object: { inclde: [] }, root });
    expect(diagnostics).toMatchObject([
      { code: "UNO3004", file: root, start: 0, end: 0, help: 'Did you mean "include"?' },
    ]);
    expect(loadConfig({ object: undefined, root }).diagnostics).toHaveLength(1);
    expect(loadConfig({ object: { include: [undefined] }, root }).diagnostics[0]?.code).toBe("UNO3005");
  });
});

describe("complaints", () => {
  const cases: [string, string[]][] = [
    [
      '{ "include": [ }',
      [
        "UNO3002 The configuration is not valid JSON: value expected | } | Comments and trailing commas are fine; all else is JSON.",
      ],
    ],
    [
      "",
      [
        "UNO3002 The configuration is not valid JSON: value expected |  | Comments and trailing commas are fine; all else is JSON.",
      ],
    ],
    ["[]", ["UNO3005 the configuration has the wrong type | [] | Write an object."]],
    [
      '{ "rulse": [] }',
      ['UNO3004 "rulse" is no member of the configuration | "rulse" | Did you mean "rules"?'],
    ],
    [
      '{ "xyzzy": [] }',
      [
        'UNO3004 "xyzzy" is no member of the configuration | "xyzzy" | Known members: $schema, include, exclude, rules, monitoring.',
      ],
    ],
    ['{ "include": "src" }', ['UNO3005 "include" has the wrong type | "src" | Write a list.']],
    ['{ "include": [""] }', ['UNO3006 "include.0" cannot be "" | "" | Write a string that is not empty.']],
    [
      '{ "rules": [{ "files": ["a"], "knd": "client" }] }',
      ['UNO3004 "knd" is no member of rule 1 | "knd" | Did you mean "kind"?'],
    ],
    [
      '{ "rules": [{ "files": ["a"], "kind": "cleint" }] }',
      [
        'UNO3006 "kind" of rule 1 cannot be "cleint" | "cleint" | Did you mean "client"? Write one of internal, server, client, producer, consumer.',
      ],
    ],
    [
      '{ "rules": [{ "files": ["a"], "min": "5" }] }',
      ['UNO3006 "min" of rule 1 cannot be "5" | "5" | Write a duration such as 200us, 5ms, 1.5s or 1m.'],
    ],
    [
      '{ "rules": [{ "files": ["a"], "min": 5 }] }',
      ['UNO3005 "min" of rule 1 has the wrong type | 5 | Write a duration in quotes such as 5ms.'],
    ],
    [
      '{ "rules": [{ "files": ["a"], "result": 5 }] }',
      [
        'UNO3006 "result" of rule 1 cannot be 5 | 5 | Write true, a path such as status.code, or a list of paths.',
      ],
    ],
    [
      '{ "rules": [{ "files": ["a"], "args": ["a b"] }] }',
      [
        'UNO3006 "args.0" of rule 1 cannot be "a b" | "a b" | Write a name with an optional property path such as user.id.',
      ],
    ],
    [
      '{ "rules": [{ "files": ["a"], "attributes": { "200": [] } }] }',
      [
        'UNO3005 "attributes.200" of rule 1 has the wrong type | [] | Write a string, a number, true or false.',
      ],
    ],
    [
      '{ "monitoring": { "sampleRatio": 1.5 } }',
      ['UNO3006 "monitoring.sampleRatio" cannot be 1.5 | 1.5 | Write a number from 0 to 1.'],
    ],
    [
      '{ "monitoring": { "batch": { "maxBatchSize": 0 } } }',
      ['UNO3006 "monitoring.batch.maxBatchSize" cannot be 0 | 0 | Write a whole number of at least 1.'],
    ],
    [
      '{ "monitoring": { "batch": { "maxQueueSize": 10 } } }',
      [
        "UNO3009 maxBatchSize (512) is larger than maxQueueSize (10) | 10 | Make the queue at least as large as one batch.",
      ],
    ],
    [
      '{ "include": ["a"], "include": ["b"] }',
      ['UNO3003 "include" is given twice | "include" | Keep one of the two.'],
    ],
    [
      '{ "rules": [{ "functions": ["a"] }] }',
      [
        'UNO3008 rule 1 has no effect: it has neither files nor an option | { "functions": ["a"] } | Give it files to select functions, or an option to set, or remove it.',
      ],
    ],
    [
      '{ "rules": [{ "trace": true }] }',
      [
        'UNO3008 rule 1 has no effect: neither include nor the files of a rule select any function | { "trace": true } | Give it files to select functions, or an option to set, or remove it.',
      ],
    ],
  ];
  test.each(cases)("%s", (text, expected) => {
    expect(complaints(text)).toEqual(expected);
  });

  test.each([
    ["/src/**", "it is absolute"],
    ["C:/src", "it is absolute"],
    ["src\\\\a.ts", "it contains a backslash"],
    ["src/{a,b.ts", 'its "{" is never closed'],
    ["src/[ab.ts", 'its "[" is never closed'],
    ["src/a).ts", 'its ")" was never opened'],
    [" ", "it is empty"],
    ["!src", "there is nothing before it that it could take out"],
  ])("glob %s", (glob, flaw) => {
    expect(complaints(`{ "include": ["${glob}"] }`)[0]).toContain(flaw);
    expect(complaints(`{ "include": ["${glob}"] }`)[0]).toContain("UNO3007");
  });

  test("an error leaves directives only, a warning leaves the configuration", () => {
    const broken = loadConfig({ object: { include: ["src"], rules: [{ kind: "x" }] }, root });
    expect(broken.config.include).toEqual([]);
    const idle = loadConfig({ object: { include: ["src"], rules: [{}] }, root });
    expect(idle.diagnostics).toMatchObject([{ severity: "warning" }]);
    expect(idle.config.include).toEqual(["src"]);
  });

  test("all errors at once, in the order of the text", () => {
    const found = complaints('{ "exclude": 1, "rules": [{ "trace": "yes" }], "x": 0 }');
    expect(found.map((each) => each.slice(0, 7))).toEqual(["UNO3005", "UNO3005", "UNO3004"]);
  });
});
