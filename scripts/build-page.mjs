// The browser sources in view/page go in; the page as the viewer serves it comes out in packages/view/dist/page.
import { build } from "vite";

/** What it is made of has licences, which are handed on in licenses.md. */
export async function buildPage() {
  await build({
    root: "view/page",
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: "../../packages/view/dist/page",
      emptyOutDir: true,
      target: "es2022",
      license: { fileName: "licenses.md" },
      // No data: address and no script in the document: its content security policy allows neither.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  });
}
