// One file's text in, its instrumented text and map out: for whoever loads files by a plugin of their own.
import { resolve } from "node:path";
import type { SourceMap } from "magic-string";
import { loadConfig } from "../transformer/config/config.js";
import type { Diagnostic } from "../transformer/diagnostics/diagnostic.js";
import { unreadableSource } from "../transformer/diagnostics/functions.js";
import { mayRewrite } from "../transformer/select/may-rewrite.js";
import { checkOptions, sourceOf, type UnoTraceOptions } from "./options.js";
import { rewrite } from "./rewriting/rewrite.js";
import { withoutByteOrderMark } from "./source-text.js";

/** Options of {@link instrument}. */
export interface InstrumentOptions extends Pick<UnoTraceOptions, "config"> {
  /** Load the runtime with `import` or with `require`. @default what the file is to Node */
  readonly format?: "esm" | "cjs";
}

/** Result of {@link instrument}. */
export interface Instrumented {
  /** The text as it was where nothing is traced. */
  readonly code: string;
  /** Source map version 3 from `code` to the text; `undefined` where nothing is traced. */
  readonly map: SourceMap | undefined;
  /** What is wrong with directives and configuration; offsets are UTF-16 units of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Instruments one source file.
 * @param text TypeScript or JavaScript, with its comments and as early as can be: positions are those of this text
 * @param path the file's path, relative to the working directory or absolute; its extension says the language
 * @throws TypeError for an option that there is not
 */
export function instrument(text: string, path: string, options: InstrumentOptions = {}): Instrumented {
  const { format, ...others } = options;
  checkOptions(others, ["config"]);
  const { config, diagnostics } = loadConfig(sourceOf(others, process.cwd()));
  const file = resolve(path);
  const source = withoutByteOrderMark(text);
  if (!mayRewrite(source, file, config)) return { code: text, map: undefined, diagnostics };
  const written = rewrite(file, source, config, { moduleKind: format });
  const loss = written.isUnreadable ? [unreadableSource(file)] : [];
  return {
    code: written.code ?? text,
    map: written.map,
    diagnostics: [...diagnostics, ...written.diagnostics, ...loss],
  };
}
