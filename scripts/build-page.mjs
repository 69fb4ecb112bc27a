// The browser sources in view/page go in; the page as the viewer serves it comes out in packages/view/dist/page, and in
// page/saved one script and one style for traces that are saved as a file.
import { readFileSync, rmSync } from "node:fs";
import { build } from "vite";

const OUT = "packages/view/dist/page";

/** What it is made of has licences, which are handed on in licenses.md. */
export async function buildPage() {
  await build({
    ...COMMON,
    build: { ...COMMON.build, outDir: `../../${OUT}`, license: { fileName: "licenses.md" } },
  });
  await build({
    ...COMMON,
    build: {
      ...COMMON.build,
      outDir: `../../${OUT}/saved`,
      cssCodeSplit: false,
      rolldownOptions: {
        input: "view/page/saved/saved.tsx",
        output: { codeSplitting: false, entryFileNames: "saved.js", assetFileNames: "saved[extname]" },
      },
    },
  });
  // Both stand in an HTML file, between tags that must not end before.
  for (const name of ["saved.js", "saved.css"])
    if (/<\/(?:script|style)|<!--/i.test(readFileSync(`${OUT}/saved/${name}`, "utf8")))
      throw new Error(`${name} has the end of a tag in it, and could not stand in a file of HTML`);
  rmSync(`${OUT}/saved/index.html`, { force: true });
}

const COMMON = {
  root: "view/page",
  configFile: false,
  envDir: false,
  publicDir: false,
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    emptyOutDir: true,
    target: "es2022",
    // No data: address and no script in the document: its content security policy allows neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
};
