// Instruments the files that are named, in place.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.cwd(), "package.json"));
const { instrument } = await import(pathToFileURL(require.resolve("uno-trace/instrument")));
for (const file of process.argv.slice(2))
  writeFileSync(file, instrument(readFileSync(file, "utf8"), file, { format: "esm" }).code);
