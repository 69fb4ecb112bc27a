// Rows of projects that answer requests: frameworks and what is built on them.
import type { Project } from "../project.js";
import { NPM } from "./npm.js";

const NEST_CONFIG = JSON.stringify({
  testEnvironment: "node",
  testRegex: "spec\\.ts$",
  transform: { "\\.ts$": ["ts-jest", { diagnostics: false }] },
});

/** Frameworks, and what is built on them. */
export const WEB_FRAMEWORKS: readonly Project[] = [
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
      "a request is given up after 10 ms, before it arrives when the machine is busy, in the raw copy as well":
        [
          "runtime-tests/node/index.test.ts: stream Should call onAbort",
          "runtime-tests/node/index.test.ts: streamSSE Should call onAbort",
        ],
    },
  },
  {
    name: "express",
    repository: "expressjs/express",
    ref: "v4.22.2",
    about: "web framework and its examples, sloppy CommonJS, Mocha",
    install: NPM,
    tests: "mocha --require test/support/env --reporter json --check-leaks test/ test/acceptance/",
    source: ["index.js", "lib/**/*.js", "examples/**/*.js"],
  },
  {
    name: "koa",
    repository: "koajs/koa",
    ref: "v3.2.0",
    about: "web framework, CommonJS, node:test",
    install: NPM,
    tests: "node --test --test-reporter=tap --test-reporter-destination={results}",
    source: ["lib/**"],
  },
  {
    name: "nestjs-swagger",
    repository: "nestjs/swagger",
    ref: "11.2.0",
    about: "OpenAPI module of Nest with an application on Express and Fastify: decorators, metadata, Jest",
    install: `${NPM} --legacy-peer-deps`,
    tests: `jest --config '${NEST_CONFIG}' --json --outputFile={results} --forceExit`,
    source: ["lib/**/*.ts", "e2e/src/**/*.ts"],
  },
];
