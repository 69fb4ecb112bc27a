// A module as a bundler hands it over in; its instrumented text, map and messages out.
import type { SourceMap } from "magic-string";
import { componentFile, lostDirectives } from "../transformer/diagnostics/build.js";
import type { Diagnostic } from "../transformer/diagnostics/diagnostic.js";
import { mayHoldDirective } from "../transformer/select/directive.js";
import type { ModuleKind } from "../transformer/source/module-kind.js";
import { isComponent, scriptPathOf } from "./module-id.js";
import type { Project } from "./project.js";
import type { RewriteOptions } from "./rewriting/rewrite.js";
import { withoutByteOrderMark } from "./source-text.js";

/** What was made of a module. */
export interface TransformedModule {
  /** Absent where nothing was changed. */
  readonly code?: string;
  readonly map?: SourceMap | undefined;
  /** The text that the diagnostics are about. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A module that comes by. */
export interface ModuleText extends Pick<RewriteOptions, "keepSuperAtTop" | "expectedErrors" | "coverage"> {
  /** The bundler's name of it, with its query. */
  readonly id: string;
  readonly text: string;
  /** Whether another plugin may have changed the text before. */
  readonly isChanged: boolean;
}

/** Who takes comments away, where nobody says which plugin it was. */
export const BEFORE = "what comes before uno-trace";

/** Instruments the script of a module; `undefined` for what is none, or holds nothing to say or to trace. */
export async function transformModule(
  project: Project,
  { id, text, isChanged, ...options }: ModuleText,
): Promise<TransformedModule | undefined> {
  const source = withoutByteOrderMark(text);
  const path = scriptPathOf(id);
  if (path === undefined) {
    const isLost = isComponent(id) && mayHoldDirective(source);
    return isLost ? { text: "", diagnostics: [componentFile(id)] } : undefined;
  }
  project.see(path);
  const isLost = isChanged && project.hasLostDirectives(path, source);
  const lost = isLost ? [lostDirectives(path, BEFORE)] : [];
  if (!project.mayRewrite(path, source)) return isLost ? { text: "", diagnostics: lost } : undefined;
  const { code, map, diagnostics } = await project.rewrite(path, source, {
    ...options,
    moduleKind: moduleKindIn(path, source),
  });
  return {
    ...(code === undefined ? {} : { code, map }),
    text: source,
    diagnostics: [...lost, ...diagnostics],
  };
}

/** In a bundle `import` is always there; where Node asks package.json, only what uses CommonJS is a file of that. */
function moduleKindIn(path: string, text: string): ModuleKind | undefined {
  return /\.c[jt]s$/.test(path) || /\b(?:require|module|exports)\b/.test(text) ? undefined : "esm";
}
