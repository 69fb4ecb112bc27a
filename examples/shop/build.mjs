// The second way to build the shop: esbuild with the plugin (the first one is `tspc`, see tsconfig.json).
import { build } from "esbuild";
import { unoTrace } from "uno-trace/esbuild-plugin";

await build({
  entryPoints: ["src/inventory/main.ts", "src/orders/main.ts"],
  outdir: "dist/esbuild",
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  plugins: [unoTrace()],
});
