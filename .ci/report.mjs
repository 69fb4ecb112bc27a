// A reporter of Vitest: writes how many tests passed and all that failed, hooks and what nobody caught too, to the file that REPORT names.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export default class Report {
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const failed = [
      ...suites.flatMap((suite) => suite.errors().map((error) => failure(suite, error))),
      ...tests
        .filter((test) => test.result().state === "failed")
        .map((test) => failure(test, ...test.result().errors)),
      ...unhandled.map((error) => ({ name: "(caught by nobody)", why: textOf(error) })),
    ];
    const passed = tests.filter((test) => test.result().state === "passed").length;
    const { REPORT } = process.env;
    mkdirSync(dirname(REPORT), { recursive: true });
    writeFileSync(REPORT, JSON.stringify({ passed, failed }));
  }
}

function failure(task, ...errors) {
  const module = task.type === "module" ? task : task.module;
  const name = `${module.relativeModuleId}: ${task.fullName ?? "(the file)"}`;
  return { name, why: errors.map(textOf).join("\n") };
}

function textOf({ message, stack }) {
  return stack?.includes(message) ? stack : `${message}\n${stack ?? ""}`;
}
