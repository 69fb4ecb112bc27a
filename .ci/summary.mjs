// Prints what failed, by file and name with the first lines of why, and last how many tests passed and failed: a log is often read from its end alone.
import { readFileSync } from "node:fs";
import { relative } from "node:path";

const WHY_LINES = 12;

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const suites = reports.flatMap((report) => report.testResults);

for (const suite of suites) {
  for (const test of suite.assertionResults.filter(({ status }) => status === "failed"))
    tell(suite, test.fullName, test.failureMessages.join("\n"));
  // A file that could not be loaded holds no test that failed.
  if (suite.status === "failed" && suite.message !== "") tell(suite, "(the file)", suite.message);
}

const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
console.log(`${sum("numPassedTests")} passed, ${sum("numFailedTests")} failed`);

function tell(suite, name, why) {
  console.log(`FAILED ${relative(process.cwd(), suite.name)}: ${name}`);
  console.log(
    why
      .split("\n", WHY_LINES)
      .map((line) => `  ${line}`)
      .join("\n"),
  );
}
