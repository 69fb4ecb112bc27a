// Runs one program in a measured process; as it ends, writes what it did and the processor time that it took.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [root, name, format, state, report] = process.argv.slice(2);
const { work, modules, outcome } = await import(`../drivers/${name}.mjs`);
const { spanCounts } = await import(`./${state}.mjs`);
const nodeModules = join(root, "node_modules");
const require = createRequire(join(root, "program.js"));
let output;

// A program may end the process by itself.
process.on("exit", (code) => {
  const { user, system } = process.cpuUsage();
  const text = outcome ? outcome(root) : output;
  const figures = {
    code,
    output: createHash("sha256").update(text).digest("hex"),
    bytes: text.length,
    // Microseconds.
    cpu: user + system,
    // Kilobytes.
    memory: process.resourceUsage().maxRSS,
    ...spanCounts(),
  };
  writeFileSync(report, JSON.stringify(figures));
});

async function load(path) {
  const file = join(nodeModules, path);
  return format === "cjs" ? require(file) : await import(pathToFileURL(file).href);
}

output = await work(() => Promise.all(modules[format].map(load)), nodeModules, root);
