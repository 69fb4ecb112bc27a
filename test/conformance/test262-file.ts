// A test262 file in; its front matter and the modes it runs in out (test262 INTERPRETING.md).
import { parse } from "yaml";

/** One way to run a test. */
export type Mode = "sloppy" | "strict" | "module" | "raw";

/** What the front matter of a test says. */
export interface Test262File {
  readonly source: string;
  readonly modes: readonly Mode[];
  readonly async: boolean;
  readonly includes: readonly string[];
  readonly negative: { readonly phase: string; readonly type: string } | undefined;
}

interface FrontMatter {
  readonly flags?: readonly string[];
  readonly includes?: readonly string[];
  readonly negative?: { readonly phase: string; readonly type: string };
}

/** Reads the front matter of a test. */
export function readTest262(source: string): Test262File {
  const yaml = /\/\*---([\s\S]*?)---\*\//.exec(source)?.[1] ?? "";
  const { flags = [], includes = [], negative } = (parse(yaml.replace(/\r\n?/g, "\n")) ?? {}) as FrontMatter;
  return { source, modes: modesOf(flags), async: flags.includes("async"), includes, negative };
}

function modesOf(flags: readonly string[]): Mode[] {
  if (flags.includes("raw")) return ["raw"];
  if (flags.includes("module")) return ["module"];
  if (flags.includes("onlyStrict")) return ["strict"];
  if (flags.includes("noStrict")) return ["sloppy"];
  return ["sloppy", "strict"];
}
