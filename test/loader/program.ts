// One program in several languages of a module: classes, generators, async functions, required and imported files; and its spans.

/** Prints what the functions return, the frames of an error, and the spans with their lines. */
const REPORT = `async function report(exporter, monitoring, called) {
  console.log(JSON.stringify(await called()));
  const { stack } = await fail().catch((error) => error);
  const frames = stack.split("\\n").filter((line) => line.includes("shop."));
  console.log(frames.map((line) => /shop\\.\\w+:\\d+/.exec(line)[0]).join());
  await monitoring.forceFlush();
  console.log(exporter.getFinishedSpans().map(({ name, attributes }) => name + ":" + attributes["code.line.number"]).join(" "));
}
`;

const SHOP = `interface Named { readonly id: string }

{class} Shop {
  readonly rate: number = 2;
  // @trace args=order.id
  price(order: Named): number {
    return order.id.length * this.rate as number;
  }
};

// @trace
{export}function* items(n: number): Generator<number> {
  while (n > 0) yield n--;
}

// @trace
{export}async function later<T>(value: T): Promise<T> {
  await null;
  return value;
}

// @trace
{export}async function fail(): Promise<never> {
  const reason: string = "none left"; await reason; throw new Error(reason);
}
`;

/** What the program prints, in which EXT stands for the extension. */
export const PRINTED = `[2,[2,1],3,4,9]
shop.EXT:24
Shop.price:6 items:12 later:17 twice:3 thrice:3 fail:23
`;

function written(text: string, words: Readonly<Record<string, string>>): string {
  return Object.entries(words).reduce((code, [name, word]) => code.replaceAll(`{${name}}`, word), text);
}

/** Without types; positions stay, as Node's own stripping leaves them. */
function stripped(text: string): string {
  return text
    .replace(/^interface Named.*$/m, "")
    .replaceAll("readonly rate: number", "rate")
    .replace(/: (?:Named|Generator<number>|Promise<\w+>|number|string|T)(?=[),; =]| \{)/g, "")
    .replace(" as number", "")
    .replace("<T>", "");
}

const TWICE =
  "interface Count { n: number }\n// @trace\nconst NAME = (n: number): number => n * FACTOR;\nmodule.exports = { NAME };\n";
const counted = (name: string, factor: number) =>
  TWICE.replaceAll("NAME", name).replace("FACTOR", String(factor));

const ESM_MAIN = `import { createRequire } from "node:module";
import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";
import common from "./common.EXT_C";
import { fail, items, later, Shop } from "./shop.EXT";
const require = createRequire(import.meta.url);
const exporter = new InMemorySpanExporter();
const monitoring = setupMonitoring({ exporter });
const { thrice } = require("./required.EXT_C");
await report(exporter, monitoring, async () => [new Shop().price({ id: "a" }), [...items(2)], await later(3), common.twice(2), thrice(3)]);
`;

const CJS_MAIN = `const { InMemorySpanExporter, setupMonitoring } = require("uno-trace/runtime");
const common = require("./common.EXT_C");
const { fail, items, later, Shop } = require("./shop.EXT");
const exporter = new InMemorySpanExporter();
const monitoring = setupMonitoring({ exporter });
const { thrice } = require("./required.EXT_C");
void report(exporter, monitoring, async () => [new Shop().price({ id: "a" }), [...items(2)], await later(3), common.twice(2), thrice(3)]);
`;

/** Languages of the program. */
export type Language = "esm ts" | "esm js" | "cjs ts" | "cjs js";

/** The files, in a folder `src`, of which `main` is the entry. */
export function programIn(language: Language): {
  readonly files: Readonly<Record<string, string>>;
  readonly main: string;
} {
  const isModule = language.startsWith("esm");
  const isTyped = language.endsWith("ts");
  const extension = isTyped ? "ts" : "js";
  const common = isModule ? `c${extension}` : extension;
  const name = (text: string) => text.replaceAll("EXT_C", common).replaceAll("EXT", extension);
  const typed = (text: string) => (isTyped ? text : stripped(text.replace(/^interface Count.*$/m, "")));
  const shop = isModule
    ? written(SHOP, { class: "export class", export: "export " })
    : `${written(SHOP, { class: "exports.Shop = class", export: "" })}Object.assign(exports, { items, later, fail });\n`;
  const main = `${isModule ? ESM_MAIN : CJS_MAIN}${REPORT}`;
  return {
    files: {
      "package.json": JSON.stringify({
        name: "shop",
        version: "1.0.0",
        type: isModule ? "module" : "commonjs",
      }),
      [`src/main.${extension}`]: name(main),
      [`src/shop.${extension}`]: typed(shop),
      [`src/common.${common}`]: typed(counted("twice", 2)),
      [`src/required.${common}`]: typed(counted("thrice", 3)),
    },
    main: `src/main.${extension}`,
  };
}
