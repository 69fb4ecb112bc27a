// One file's text in, its instrumented text with an inline source map out.
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import remapping from "@jridgewell/remapping";
import type { Config } from "../transformer/config/config-file.js";
import type { Diagnostic } from "../transformer/diagnostics/diagnostic.js";
import { emitText } from "../transformer/emit/text/emit-text.js";
import type { Plan } from "../transformer/model/plan.js";
import { planFile } from "../transformer/plan.js";
import { moduleKindOf } from "../transformer/source/module-kind.js";

/** Result of {@link rewrite}; without `code` the file stays as it is. */
export interface Rewritten {
  readonly code?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The text does not parse; esbuild reports that, unless it reads the file as another language. */
  readonly unparsable: boolean;
}

/** How a file is written. */
export interface RewriteOptions {
  /** Append a map, which esbuild composes with its own. */
  readonly map: boolean;
  /** Load the runtime with `import` also in CommonJS, which esbuild understands. */
  readonly forceImport: boolean;
  /** esbuild's `keepNames`: each time that a function with a name is made, it costs a call of `defineProperty`. */
  readonly keepNames: boolean;
}

/** Plans and writes one file. */
export function rewrite(path: string, text: string, config: Config, options: RewriteOptions): Rewritten {
  const planned = planFile(text, path, config);
  const plan = options.keepNames ? withoutLabels(planned) : planned;
  const moduleKind = options.forceImport ? "esm" : moduleKindOf(path, plan);
  // The file's name alone: esbuild reads it relative to the folder of the file.
  const emitted = emitText(text, basename(path), plan, { moduleKind });
  const { diagnostics, unparsable } = plan;
  if (!emitted) return { diagnostics, unparsable };
  const code = options.map ? `${emitted.code}\n${mapComment(emitted.map, path, text)}` : emitted.code;
  return { code, diagnostics, unparsable };
}

const withoutLabels = (plan: Plan): Plan => ({
  ...plan,
  sites: plan.sites.map((site) => ({ ...site, label: undefined })),
});

const MAP_COMMENT_RE = /^\/\/[#@] ?sourceMappingURL=(\S+)\s*$/gm;

/** A file that some other tool has written already brings a map of its own: ours leads through it. */
function mapComment(map: { toString(): string }, path: string, text: string): string {
  const own = ownMap(path, text);
  const composed = own ? remapping([map.toString(), own], () => null) : map;
  const encoded = Buffer.from(composed.toString()).toString("base64");
  return `//# sourceMappingURL=data:application/json;base64,${encoded}`;
}

function ownMap(path: string, text: string): string | undefined {
  const url = [...text.matchAll(MAP_COMMENT_RE)].at(-1)?.[1];
  if (!url) return undefined;
  const data = /^data:application\/json[^,]*;base64,(.*)$/.exec(url)?.[1];
  try {
    const json = data
      ? Buffer.from(data, "base64").toString()
      : readFileSync(resolve(dirname(path), url), "utf8");
    JSON.parse(json);
    return json;
  } catch {
    // A map that is missing or broken is no reason to fail a build; esbuild does not either.
    return undefined;
  }
}
