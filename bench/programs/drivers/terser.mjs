// The minifier reads a bundle.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const modules = { cjs: ["terser/dist/bundle.min.js"], esm: ["terser/main.js"] };

export async function work(load, nodeModules) {
  const [{ minify }] = await load();
  const text = readFileSync(join(nodeModules, "liquidjs/dist/liquid.browser.umd.js"), "utf8");
  const { code } = await minify(text, { compress: { passes: 2 }, mangle: true });
  return code;
}
