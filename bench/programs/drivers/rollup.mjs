// The bundler reads a package of many modules and writes one.
import { fileURLToPath } from "node:url";

// As it was installed: the variants hold copies that are traced.
const INPUT = fileURLToPath(new URL("../node_modules/graphql/index.mjs", import.meta.url));

export const modules = { cjs: ["rollup/dist/rollup.js"], esm: ["rollup/dist/es/rollup.js"] };

export async function work(load) {
  const [{ rollup }] = await load();
  const outputs = [];
  for (let round = 0; round < 4; round++) {
    const bundle = await rollup({ input: INPUT });
    const { output } = await bundle.generate({ format: "esm", sourcemap: true });
    outputs.push(output[0].code);
  }
  return outputs.join("\n");
}
