// The formatter reads declarations of TypeScript's libraries, with two of its plugins.
import { readFileSync } from "node:fs";
import { join } from "node:path";

function filesOf(end) {
  return ["prettier/standalone", "prettier/plugins/typescript", "prettier/plugins/estree"].map(
    (name) => name + end,
  );
}

export const modules = { cjs: filesOf(".js"), esm: filesOf(".mjs") };

const INPUTS = ["lib.es5.d.ts", "lib.es2015.symbol.wellknown.d.ts", "lib.webworker.d.ts"];

export async function work(load, nodeModules) {
  const [{ format }, ...plugins] = await load();
  const outputs = [];
  for (const name of INPUTS) {
    const text = readFileSync(join(nodeModules, "typescript/lib", name), "utf8");
    outputs.push(await format(text, { parser: "typescript", plugins }));
  }
  return outputs.join("\n");
}
