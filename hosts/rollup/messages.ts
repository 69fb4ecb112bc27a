// Diagnostics in; out, errors, warnings and infos as Rollup's plugin context takes them.
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { messageOf } from "../message.js";
import type { Log, PluginContext } from "./context.js";

/** Prints the warnings among diagnostics of one text. */
export function giveWarnings(
  context: PluginContext,
  diagnostics: readonly Diagnostic[],
  text: string,
  id?: string,
): void {
  for (const found of diagnostics) if (found.severity === "warning") context.warn(logOf(found, text, id));
}

/** Prints what is worth knowing and may be meant. */
export function giveInfo(context: PluginContext, diagnostics: readonly Diagnostic[]): void {
  for (const found of diagnostics) context.info(logOf(found, ""));
}

/** Fails the build by the first error, whose words hold the others: a bundler takes one. */
export function refuse(
  context: PluginContext,
  diagnostics: readonly Diagnostic[],
  text: string,
  id?: string,
): void {
  const [first, ...others] = diagnostics.filter(({ severity }) => severity === "error");
  if (!first) return;
  const log = logOf(first, text, id);
  const more = others.map((other) => {
    const { place, text: words } = messageOf(other, text);
    return `\n${place ? `${place.line}:${place.column} ` : ""}${words}`;
  });
  context.error({ ...log, message: log.message + more.join("") });
}

function logOf(diagnostic: Diagnostic, source: string, id?: string): Log {
  const { code, text, place, frame } = messageOf(diagnostic, source);
  return {
    message: text,
    pluginCode: code,
    ...(id === undefined ? {} : { id }),
    ...(place ? { loc: place, frame } : {}),
  };
}
