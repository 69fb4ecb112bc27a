// Prints what failed, by file and name with the ends of why, and last how many tests passed and failed: a log is often read from its end alone.
import { readFileSync } from "node:fs";

/** Of a long reason both ends are shown: what a tool printed says at its end why it gave up. */
const WHY_LINES = 12;

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const failed = reports.flatMap((report) => report.failed);

for (const { name, why } of failed) {
  console.log(`FAILED ${name}`);
  const lines = why.split("\n");
  const shown =
    lines.length <= 2 * WHY_LINES ? lines : [...lines.slice(0, WHY_LINES), "…", ...lines.slice(-WHY_LINES)];
  console.log(shown.map((line) => `  ${line}`).join("\n"));
}

console.log(`${reports.reduce((total, { passed }) => total + passed, 0)} passed, ${failed.length} failed`);
