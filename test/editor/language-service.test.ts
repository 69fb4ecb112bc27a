// uno-trace/language-service in tsserver, over its own protocol: what an editor shows of a file with directives.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { close, type Edited, edit, placeOf, wordsAt } from "./edited.js";
import type { Found, Place } from "./tsserver.js";

const DATABASE = `export function load(id: string) {
  return { id, rows: [1] };
}
export class Store {
  constructor() {}
  /** Finds one. */
  find(id: string) { return id; }
  toString() { return "store"; }
}
`;

const SHOP = `import { load, Store } from "./database.js";

/** An order. */
interface Order { id: string; user: { name: string; greet(): void } | undefined }

// @trace name="checkout.submit" args=order.id min=5ms
export async function submit(order: Order, { retries }: { retries: number }) {
  return load(order.id);
}

/**
 * Says hello.
 * @trace kind=server
 */
export const greet = (name: string) => name;

// @trace
export class Cart {
  #total = (prices: number[]) => prices.length;
  add(price: number): number { return this.#total([price]); }
}

// @no-trace
export function silent() { return new Store().find("7"); }

// @trace
export function calling(code: string) { return code; }
export const code = calling.toString();

const text = \`
// @trace args=
\`;
export const sum = 1 + text.length;
`;

const FAULTY = `// @trace nmae="a" args=orde.id kind=clinet
export function first(order: { id: string }) { return order; }

// @tarce
export function second() { return 2; }

// @trace
const third = 3;

// @no-trace because
export function fourth() { const wrong: string = third; return wrong; }
`;

const NEW = `// @
export function first() {}
/**
 * @
 */
export function second(a: number) { return a; }
`;

const CONFIG = {
  include: ["src/database.ts"],
  rules: [
    { functions: ["load"], kind: "client" },
    { functions: ["*.toString"], trace: false },
  ],
};

interface Hover {
  readonly documentation: string;
  readonly displayString: string;
  readonly start: Place;
  readonly end: Place;
}

interface Completion {
  readonly entries: readonly {
    readonly name: string;
    readonly replacementSpan?: Pick<Found, "start" | "end">;
  }[];
}

interface Fix {
  readonly description: string;
  readonly changes: readonly {
    readonly textChanges: readonly (Pick<Found, "start" | "end"> & { readonly newText: string })[];
  }[];
}

describe.each(["typescript5", "typescript"])("%s", (typescript) => {
  let edited: Edited;

  beforeAll(async () => {
    edited = await edit(typescript, {
      "uno-trace.json": CONFIG,
      "src/database.ts": DATABASE,
      "src/shop.ts": SHOP,
      "src/faulty.ts": FAULTY,
      "src/new.ts": NEW,
    });
  });

  afterAll(() => close(edited));

  const file = (name: string) => edited.project.path(`src/${name}`);
  const hover = (words: string, text = SHOP, name = "shop.ts") =>
    edited.server.ask<Hover>("quickinfo", { file: file(name), ...placeOf(text, words) });
  const documentation = async (...args: Parameters<typeof hover>) => (await hover(...args))?.documentation;
  const complete = (text: string, words: string, name = "shop.ts") =>
    edited.server.ask<Completion>("completionInfo", { file: file(name), ...placeOf(text, words) });
  const names = async (words: string, text = SHOP) =>
    (await complete(text, words))?.entries.map(({ name }) => name) ?? [];

  test("the messages of a build stand where a build would show them, beside those of TypeScript", async () => {
    const found = await edited.server.diagnostics(file("faulty.ts"));
    const shown = found
      .map((each) => [wordsAt(FAULTY, each), each.category, each.text.slice(0, 7), each.code])
      .sort();
    expect(shown).toEqual([
      ["@tarce", "warning", "UNO1007", 901007],
      ["@trace", "error", "UNO1001", 901001],
      ["because", "error", "UNO1006", 901006],
      ["kind=clinet", "error", "UNO1003", 901003],
      ['nmae="a"', "error", "UNO1002", 901002],
      ["orde.id", "error", "UNO1005", 901005],
      ["wrong", "error", "Type 'n", 2322],
    ]);
    expect(found.filter(({ source }) => source === "uno-trace")).toHaveLength(6);
  });

  test("a function that was asked for and cannot be traced says why", async () => {
    const found = await edited.server.diagnostics(file("shop.ts"));
    const own = found.filter(({ source }) => source === "uno-trace");
    expect(own.map(({ text, category }) => [text.slice(0, 34), category])).toEqual([
      ["UNO2001: `calling` is not traced: ", "warning"],
    ]);
  });

  test("quick fixes write what was meant, and delete what marks nothing", async () => {
    const fixes: string[] = [];
    for (const { start, end, code, source } of await edited.server.diagnostics(file("faulty.ts"))) {
      const [startLine, startOffset, endLine, endOffset] = [start.line, start.offset, end.line, end.offset];
      const range = { startLine, startOffset, endLine, endOffset, errorCodes: [code] };
      const asked = { file: file("faulty.ts"), ...range };
      if (source !== "uno-trace") continue;
      for (const { changes } of (await edited.server.ask<readonly Fix[]>("getCodeFixes", asked)) ?? [])
        for (const change of changes.flatMap(({ textChanges }) => textChanges))
          fixes.push(`${wordsAt(FAULTY, change)} -> ${change.newText}`);
    }
    expect(fixes.sort()).toEqual([
      "// @trace\n -> ",
      "@tarce -> @trace",
      "because -> -- because",
      "kind=clinet -> kind=client",
      'nmae="a" -> name="a"',
      "orde.id -> order.id",
    ]);
    const known = await edited.server.ask<readonly string[]>("getSupportedCodeFixes", {
      file: file("faulty.ts"),
    });
    expect(known).toEqual(expect.arrayContaining(["901001", "901007", "2304"]));
  });

  test("a name says whether its function is traced, and why", async () => {
    expect(await documentation("function sub|mit")).toBe(
      "uno-trace: traced as `checkout.submit` (directive at line 6): `args=order.id min=5ms`",
    );
    expect(await documentation("gre|et =")).toBe(
      "Says hello.\n\nuno-trace: traced as `greet` (directive at line 13): `kind=server`",
    );
    expect(await documentation("#to|tal =")).toBe(
      "uno-trace: traced as `Cart.#total` (directive at line 17)",
    );
    expect(await documentation("ad|d(price")).toBe("uno-trace: traced as `Cart.add` (directive at line 17)");
    expect(await documentation("sil|ent")).toBe("uno-trace: not traced (@no-trace at line 23)");
    expect(await documentation("call|ing")).toMatch(/^uno-trace: not traced \(skipped: /);
  });

  test("so does a name where it is used, of a function of another file", async () => {
    expect(await documentation("return lo|ad")).toBe("uno-trace: traced as `load` (include): `kind=client`");
    expect(await documentation(".fi|nd(")).toBe("Finds one.\n\nuno-trace: traced as `Store.find` (include)");
    expect(await documentation("toStr|ing", DATABASE, "database.ts")).toBe(
      "uno-trace: not traced (taken out by rule 2 of uno-trace.json)",
    );
    expect(await documentation("con|structor", DATABASE, "database.ts")).toBe(
      "uno-trace: not traced (not selected: its kind is not among the kinds)",
    );
  });

  test("of what is no function, and of which nobody has said anything, nothing is said", async () => {
    expect(await documentation("su|m =")).toBe("");
    expect(await documentation("interface Or|der")).toBe("An order.");
    expect(await documentation("order.i|d)")).toBe("");
  });

  test("a directive says what it does, and its option what it is for", async () => {
    const own = await hover("@tr|ace name");
    expect(own?.displayString).toBe('@trace name="checkout.submit" args=order.id min=5ms');
    expect(own?.documentation).toBe(
      "uno-trace: traces `checkout.submit` (async function): `args=order.id min=5ms`",
    );
    expect(await documentation("mi|n=5ms")).toMatch(/^`min`: Drops the span .*\n\nuno-trace: traces/);
    expect(await documentation("@tr|ace\nexport class")).toBe(
      "uno-trace: traces `Cart.#total` (arrow), `Cart.add` (method)",
    );
    expect(await documentation("@tr|ace kind")).toBe("uno-trace: traces `greet` (arrow): `kind=server`");
    expect(await documentation("@no-|trace")).toBe("uno-trace: takes out `silent`");
    expect(await hover("// @tr|ace args=\n`")).toBeUndefined();
  });

  test("a directive is completed: its options, kinds, and parameters with the properties of their types", async () => {
    const line = 'name="checkout.submit" args=order.id min=5ms';
    const offered = async (options: string) => {
      const text = SHOP.replace(line, options.replace("|", ""));
      await edited.server.open(file("shop.ts"), text);
      const found = await names(`// @trace ${options}`, text);
      await edited.server.open(file("shop.ts"), SHOP);
      return found;
    };
    const options = ["name=", "kind=", "args=", "result", "result=", "attr.", "min=", "root", "expected="];
    expect(await offered("|")).toEqual(options);
    expect(await offered("root args=order mi|")).toEqual(
      options.filter((each) => each !== "root" && each !== "args="),
    );
    expect(await offered("kind=|")).toEqual(["internal", "server", "client", "producer", "consumer"]);
    expect(await offered("args=|")).toEqual(["order", "retries"]);
    expect(await offered("args=order,|")).toEqual(["retries"]);
    expect(await offered("args=order.|")).toEqual(["id", "user"]);
    expect(await offered("args=retries,order.user.|")).toEqual(["name"]);
    expect(await offered("result=|")).toEqual(["id", "rows"]);
    expect(await offered('name="|')).toEqual([]);
    expect(await offered("root -- a remark |")).toEqual([]);
    expect(await names("// @trace args=|\n`")).toEqual([]);
    expect(await names("@trace kind=|server")).toContain("producer");
  });

  test("a word goes in the place of what stands there", async () => {
    const found = await complete(SHOP, "args=or|der.id");
    const [entry] = found?.entries ?? [];
    expect(entry?.name).toBe("order");
    expect(wordsAt(SHOP, entry?.replacementSpan as Found)).toBe("order");
    const details = await edited.server.ask<
      readonly { readonly documentation: readonly { text: string }[] }[]
    >("completionEntryDetails", {
      file: file("shop.ts"),
      ...placeOf(SHOP, "args=order.id m|in"),
      entryNames: ["min"],
    });
    expect(details?.[0]?.documentation[0]?.text).toMatch(/^Drops the span/);
  });

  test("an at sign in a comment is completed to a directive", async () => {
    const line = await complete(NEW, "// @|", "new.ts");
    expect(line?.entries.map(({ name }) => name)).toEqual(["trace", "no-trace"]);
    // Beside the tags of TypeScript.
    const block = (await complete(NEW, "* @|", "new.ts"))?.entries.map(({ name }) => name);
    expect(block).toEqual(expect.arrayContaining(["trace", "no-trace", "param"]));
  });
});
