// The row of Jest: our transformer around the one that compiles, or ts-jest with a compiler that runs transformers.
import { configFile, objectIn, type TextFile, textWithImports } from "../package/own-files.js";
import type { Package } from "../package/package-json.js";
import { commandsOf, runsJest } from "../package/script-commands.js";
import { tsconfigAt } from "../package/tsconfig.js";
import { COMPILER, useOf } from "./given-compiler.js";
import { fileAsPlace, type Host, type HostUse, placeOf } from "./host.js";

/** Our transformer. */
export const JEST = "uno-trace/jest";

/** What compiles, by what the configuration names. */
const TRANSFORMERS: readonly (readonly [word: string, name: string, title: string])[] = [
  ["ts-jest", "ts-jest", "Jest with ts-jest"],
  ["@swc/jest", "@swc/jest", "Jest with @swc/jest"],
  ["esbuild-jest", "esbuild-jest", "Jest with esbuild-jest"],
  ["next/jest", "", "Jest with next/jest"],
  ["", "babel-jest", "Jest with Babel"],
];

export const jest: Host = {
  name: "Jest",
  usesIn(target) {
    const calls = commandsOf(target).filter(runsJest);
    const own = configFile(target, "jest.config");
    if (calls.length === 0 && !own) return [];
    const text = `${own ? textWithImports(own) : ""}${JSON.stringify(objectIn(target.json.text).jest ?? "")}`;
    const place = calls.length > 0 ? placeOf(target, calls) : fileAsPlace(target, own?.file ?? "");
    const [, transformer = "", host = ""] = TRANSFORMERS.find(([word]) => text.includes(word)) ?? [];
    const found = { host, role: "test", ...place, tsconfigs: [] } as const;
    if (text.includes(JEST)) return [{ ...found, role: "test", takesPlugin: true }];
    if (text.includes(COMPILER)) return [compiledUse(target, found, text)];
    const isElsewhere =
      calls.length > 0 && calls.every(({ args }) => args.some((arg) => /^(?:-c|--config)\b/.test(arg)));
    return [{ ...found, role: "test", ...lackOf(target, transformer, own, isElsewhere) }];
  },
};

/** ts-jest runs the transformer by itself. */
function compiledUse(target: Package, { host, where, place }: HostUse, text: string): HostUse {
  const tsconfig = /\btsconfig["']?:\s*["'](?:<rootDir>\/)?([^"']+)["']/.exec(text)?.[1] ?? "tsconfig.json";
  return useOf(target, {
    host,
    place: { where, place },
    role: "test",
    tsconfig: tsconfigAt(target.folder, tsconfig),
    isGiven: true,
    steps: [],
  });
}

function lackOf(target: Package, transformer: string, own: TextFile | undefined, isElsewhere: boolean) {
  const file = own?.file ?? target.json.file;
  const where = isElsewhere
    ? "the configuration of Jest"
    : own
      ? fileAsPlace(target, own.file).where
      : '"jest" in package.json';
  const lines = transformer === "" ? WRAPPED : [`  transform: { ${transformText(transformer)} }`];
  const steps = [transformer === "" ? `wrap what ${where} exports:` : `add to ${where}:`, ...lines];
  const mend = steps
    .join(" ")
    .replace(/ +/g, " ")
    .replace(/^./, (first) => first.toUpperCase());
  const trap = {
    why: "its `transform` does not use uno-trace/jest",
    mend: `Tests run untraced; to see spans in them: ${mend}.`,
  };
  return {
    takesPlugin: true,
    steps,
    trap,
    ...(isElsewhere || transformer === "" ? {} : { edit: { file, module: JEST } }),
  } as const;
}

const WRAPPED = [`  import { withUnoTrace } from "${JEST}";`, "  export default withUnoTrace(config);"];

function transformText(transformer: string): string {
  const pattern = transformer === "ts-jest" ? "\\\\.tsx?$" : "\\\\.[jt]sx?$";
  return `"${pattern}": ["${JEST}", { "transformer": "${transformer}" }]`;
}
