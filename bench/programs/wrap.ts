// JavaScript in, the same with each function's body inside a span of OpenTelemetry's SDK out, as one would write it by hand.
import MagicString from "magic-string";
import type { Config } from "../../transformer/model/config-file.js";
import type { Site } from "../../transformer/model/site.js";
import { planFile } from "../../transformer/plan.js";
import { EVERYTHING } from "./table.js";

const CONFIG: Config = {
  root: "/",
  text: "",
  version: "",
  include: [],
  exclude: [],
  rules: [],
  ...EVERYTHING,
};

/**
 * Wraps the bodies of functions that uno-trace would trace; generators, which nobody wraps by hand, stay as they are, and
 * so do functions that declare a parameter once more, which an arrow inside would hide.
 */
export function wrapFunctions(text: string, file: string): string {
  const output = new MagicString(text);
  const { sites } = planFile(text, file, CONFIG);
  for (const site of sites) if (!site.generator && site.redeclared.length === 0) wrap(output, site);
  return output.toString();
}

function wrap(output: MagicString, { body, expression, prologue, async, name }: Site): void {
  const open = async ? "inAsyncSpan" : "inSpan";
  const head = `${open}(${JSON.stringify(name)},${async ? "async " : ""}()=>`;
  if (expression) {
    output.appendRight(body.start, `${head}(`).appendLeft(body.end, "))");
    return;
  }
  const start = prologue?.end ?? body.start + 1;
  output.appendRight(start, `;return ${head}{`).appendLeft(body.end - 1, "\n})");
}
