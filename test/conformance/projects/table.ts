// The projects whose own tests are run raw and traced: one row for each.
import type { Project } from "./project.js";

const NPM = "npm install --no-audit --no-fund --ignore-scripts";

/** The table; how to add a row is in CONTRIBUTING.md. */
export const PROJECTS: readonly Project[] = [
  {
    name: "hono",
    repository: "honojs/hono",
    ref: "v4.13.3",
    about: "HTTP framework, TypeScript and JSX, Vitest",
    install: NPM,
    tests:
      "vitest --run --project main --project jsx-runtime-default --project jsx-runtime-dom --project node" +
      " --coverage.enabled=false --reporter=json --outputFile={results}",
    source: ["src/**"],
    excused: {
      "bundles the source for a platform without Node's modules": [
        "src/utils/color.test.ts: esbuild compatibility test should build color.ts with esbuild without errors",
      ],
    },
  },
  {
    name: "p-queue",
    repository: "sindresorhus/p-queue",
    ref: "v9.3.3",
    about: "promise queue with classes, TypeScript, node:test",
    install: NPM,
    tests: "node --import=tsx/esm --test --test-reporter=tap --test-reporter-destination={results} test/*.ts",
    source: ["source/**"],
  },
  {
    name: "promise",
    repository: "then/promise",
    ref: "8.3.0",
    about: "promise implementation with the Promises/A+ tests, JavaScript, Mocha",
    install: `${NPM} && node build`,
    tests: "mocha --timeout 2000 --reporter json --reporter-option output={results}",
    source: ["{lib,domains,setimmediate}/**"],
  },
  {
    name: "co",
    repository: "tj/co",
    ref: "4.6.0",
    about: "generators as coroutines, JavaScript, Mocha",
    install: NPM,
    tests: "mocha --harmony --reporter json",
    source: ["index.js"],
  },
  {
    name: "redux-saga",
    repository: "redux-saga/redux-saga",
    ref: "redux-saga@1.4.3",
    about: "generators throughout, JavaScript compiled by Babel, Jest",
    install: "npx -y yarn@1.22.22 install --frozen-lockfile --ignore-engines",
    tests: "jest --json --outputFile={results}",
    source: ["packages/*/src/**"],
  },
];
