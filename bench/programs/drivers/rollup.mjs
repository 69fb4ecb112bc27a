// The bundler reads a package of many modules and writes one.
import { join } from "node:path";

export const modules = { cjs: ["rollup/dist/rollup.js"], esm: ["rollup/dist/es/rollup.js"] };

export async function work(load, nodeModules) {
  const [{ rollup }] = await load();
  const outputs = [];
  for (let round = 0; round < 4; round++) {
    const bundle = await rollup({ input: join(nodeModules, "graphql/index.mjs") });
    const { output } = await bundle.generate({ format: "esm", sourcemap: true });
    outputs.push(output[0].code);
  }
  return outputs.join("\n");
}
