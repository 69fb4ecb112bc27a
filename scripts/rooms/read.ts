// The product's source files in; out their imports, the rooms that they lie in, and the order that docs/architecture.md gives these.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseSync } from "oxc-parser";

/** The folders of the product, whose sub-folders are its rooms. */
export const PRODUCT: readonly string[] = [
  "transformer",
  "hosts",
  "esbuild-plugin",
  "runtime",
  "cli",
  "forward",
  "install",
  "terminal",
  "view",
];

/** One import or re-export of a file of the product, types counted. */
export interface Arrow {
  /** Path from the repository's root. */
  readonly from: string;
  /** As it stands there. */
  readonly specifier: string;
  /** Path from the root for a relative import; `undefined` for a package or a module of Node. */
  readonly to: string | undefined;
}

/** Paths of the product's source files, from `root`. */
export function sourceFiles(root: string): readonly string[] {
  return PRODUCT.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:c?ts|tsx)$/.test(name))
      .map((name) => join(folder, name)),
  );
}

/** What each file imports. */
export function arrowsOf(root: string, files: readonly string[]): readonly Arrow[] {
  return files.flatMap((from) =>
    specifiersOf(from, readFileSync(join(root, from), "utf8")).map((specifier) => ({
      from,
      specifier,
      to: specifier.startsWith(".") ? targetOf(root, from, specifier) : undefined,
    })),
  );
}

function specifiersOf(file: string, text: string): readonly string[] {
  const { module } = parseSync(file, text);
  return [
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) =>
      each.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
  ];
}

function targetOf(root: string, from: string, specifier: string): string {
  const target = relative("", join(dirname(from), specifier));
  const source = target.replace(/\.js$/, ".tsx");
  return existsSync(join(root, source)) ? source : target.replace(/\.js$/, ".ts");
}

/** The parts of the product: two halves that meet in generated code alone, and the viewer, which spans reach by OTLP. */
export type Part = "runtime" | "build" | "view";

/** Whether a file belongs to a part; what a command line is as a process belongs to both that have one. */
export function isOf(part: Part, file: string): boolean {
  if (file.startsWith("terminal/")) return part !== "runtime";
  if (file.startsWith("runtime/")) return part === "runtime";
  return part === (file.startsWith("view/") ? "view" : "build");
}

/**
 * The rooms of a part in their order, the highest first: the first column of its block, as `text rooms runtime`, of
 * docs/architecture.md.
 */
export function roomsInOrder(page: string, part: Part): readonly string[] {
  const block = new RegExp(`\`\`\`text rooms ${part}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";
  return [...block.matchAll(/^(\S+)\/ /gm)].map(([, room]) => room as string);
}

/** The room of a file. */
export function roomOf(file: string): string {
  return dirname(file);
}

/** Pairs of rooms of which the first imports the second. */
export function roomArrows(arrows: readonly Arrow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const { from, to } of arrows) {
    if (to === undefined || roomOf(from) === roomOf(to)) continue;
    const below = rooms.get(roomOf(from)) ?? new Set();
    rooms.set(roomOf(from), below.add(roomOf(to)));
  }
  return rooms;
}

/** Files that import themselves through others, each group once; strongly connected components (Tarjan, 1972). */
export function circles(arrows: readonly Arrow[]): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of arrows) if (to !== undefined) next.set(from, [...(next.get(from) ?? []), to]);
  const search = new ComponentSearch(next);
  for (const file of next.keys()) search.visit(file);
  return search.found;
}

class ComponentSearch {
  readonly found: string[] = [];
  readonly #next: ReadonlyMap<string, readonly string[]>;
  readonly #order = new Map<string, number>();
  readonly #lowest = new Map<string, number>();
  readonly #open: string[] = [];

  constructor(next: ReadonlyMap<string, readonly string[]>) {
    this.#next = next;
  }

  visit(file: string): number {
    if (this.#order.has(file))
      return this.#open.includes(file) ? (this.#lowest.get(file) as number) : Number.POSITIVE_INFINITY;
    const order = this.#order.size;
    this.#order.set(file, order);
    this.#lowest.set(file, order);
    this.#open.push(file);
    const lowest = Math.min(order, ...(this.#next.get(file) ?? []).map((each) => this.visit(each)));
    this.#lowest.set(file, lowest);
    if (lowest === order) this.#close(file);
    return lowest;
  }

  #close(file: string): void {
    const group = this.#open.splice(this.#open.indexOf(file));
    if (group.length > 1) this.found.push(group.sort().join(", "));
  }
}
