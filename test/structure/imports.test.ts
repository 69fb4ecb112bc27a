// Source files in; who may import whom (docs/architecture.md), checked.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const PRODUCT = ["transformer", "esbuild-plugin", "runtime", "cli"];

const files = PRODUCT.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);

interface Imported {
  readonly file: string;
  readonly specifier: string;
  /** The product folder that a relative import leads to. */
  readonly folder: string;
}

const imports: readonly Imported[] = files.flatMap((file) => {
  const { module } = parseSync(file, readFileSync(join(ROOT, file), "utf8"));
  const specifiers = [
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) =>
      each.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
  ];
  return specifiers.map((specifier) => ({ file, specifier, folder: folderOf(file, specifier) }));
});

function folderOf(file: string, specifier: string): string {
  if (!specifier.startsWith(".")) return "";
  return relative(ROOT, join(ROOT, file, "..", specifier)).split("/")[0] as string;
}

/** The entry point `uno-trace/opentelemetry` alone may need an optional peer. */
const API_USERS = "runtime/opentelemetry/";

const isPeerOfItsEntry = ({ file, specifier }: Imported): boolean =>
  file.startsWith(API_USERS) && specifier === "@opentelemetry/api";

const from = (folder: string) => imports.filter(({ file }) => file.startsWith(`${folder}/`));

describe("imports", () => {
  it("the runtime needs nothing but Node", () => {
    const foreign = from("runtime").filter(
      ({ specifier, folder }) => !specifier.startsWith("node:") && folder !== "runtime",
    );
    expect(foreign.filter((each) => !isPeerOfItsEntry(each))).toEqual([]);
  });

  it("nothing else of the runtime leads to what needs OpenTelemetry's API", () => {
    const users = from("runtime").filter(
      ({ file, specifier }) => !file.startsWith(API_USERS) && specifier.includes("/opentelemetry/"),
    );
    expect(users).toEqual([]);
  });

  it("the build side and the runtime meet in generated code alone", () => {
    const build = [...from("transformer"), ...from("esbuild-plugin")];
    expect(build.filter(({ folder }) => folder === "runtime")).toEqual([]);
  });

  it("nobody imports the command line or the esbuild plugin", () => {
    for (const folder of ["cli", "esbuild-plugin"]) {
      const users = imports.filter((each) => each.folder === folder && !each.file.startsWith(`${folder}/`));
      expect(users, folder).toEqual([]);
    }
  });

  it("no file imports itself through others", () => {
    expect(cycles()).toEqual([]);
  });
});

/** Cycles of value imports; types may refer to each other. */
function cycles(): string[] {
  const graph = new Map<string, string[]>();
  for (const file of files) graph.set(file, valueImports(file));
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    else for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
  };
  for (const file of files) visit(file, []);
  return [...new Set(found)];
}

function valueImports(file: string): string[] {
  const { module } = parseSync(file, readFileSync(join(ROOT, file), "utf8"));
  return module.staticImports
    .filter((each) => each.moduleRequest.value.startsWith(".") && each.entries.some((entry) => !entry.isType))
    .map((each) => join(file, "..", each.moduleRequest.value).replace(/\.js$/, ".ts"));
}
