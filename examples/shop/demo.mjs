// Builds the shop in both ways, uses it, and prints what happened inside: one tree for each request. With --view it then
// shows the same traces on a page.
import { buildWithEsbuild, buildWithTspc } from "./demo/builds.mjs";
import { printIntro, printPart, printVerdict } from "./demo/print.mjs";
import { useShop } from "./demo/scenario.mjs";
import { outline } from "./demo/traces.mjs";
import { openViewer } from "./demo/view.mjs";

const stop = new AbortController(); // every child process ends with it

try {
  printIntro();
  await Promise.all([buildWithTspc(stop.signal), buildWithEsbuild(stop.signal)]);
  const first = await useShop("dist/tspc", stop.signal);
  await printPart(
    "1. Built with tspc",
    "The TypeScript compiler with uno-trace/transformer, one file for each source file.",
    first,
  );
  const second = await useShop("dist/esbuild", stop.signal);
  await printPart(
    "2. Built with esbuild",
    "One bundle for each service, with uno-trace/esbuild-plugin.",
    second,
  );
  process.exitCode = printVerdict(outline(first), outline(second)) ? 0 : 1;
  if (process.argv.includes("--view")) {
    const { ended } = await openViewer([...first, ...second], stop.signal);
    await ended;
  } else console.log("See them on a page: npm run demo -- --view");
} catch (error) {
  console.error(`\nThe demo failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  stop.abort();
}
