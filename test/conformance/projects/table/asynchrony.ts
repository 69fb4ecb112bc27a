// Rows of projects about promises, callbacks, generators and async iterators.
import type { Project } from "../project.js";
import { NPM } from "./npm.js";

const BLUEBIRD_SETUP =
  'global.adapter = global.Promise = require("./js/debug/bluebird.js");' +
  "Promise.defer = Promise.pending = function () { var d = {}; d.promise = new Promise(function (a, b) {" +
  " d.resolve = d.fulfill = a; d.reject = b; }); return d; };" +
  "Promise.config({ cancellation: true, longStackTraces: true });";

/** Promises, callbacks, generators, async iterators. */
export const ASYNCHRONY: readonly Project[] = [
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
    name: "q",
    repository: "kriskowal/q",
    ref: "v1.5.1",
    about: "promises of its own, sloppy JavaScript, Jasmine and the Promises/A+ tests",
    install: NPM,
    tests: "jasmine-node spec && promises-aplus-tests spec/aplus-adapter --reporter json",
    source: ["q.js"],
  },
  {
    name: "bluebird",
    repository: "petkaantonov/bluebird",
    ref: "v3.7.2",
    about: "promises of its own in the place of the global ones, its build, sloppy JavaScript, Mocha",
    // Its own runner hides the names of tests; what that runner sets up is in the file. Its build starts the process that
    // it runs in once more, arguments included: never run it by `node -e`;
    // and it wants to be in a folder called bluebird.
    install:
      `${NPM} && sed -i '/^if (path.basename(root)/s/path.*!== 0/false/' tools/build.js && ` +
      `CHILD_PROCESSES=1 timeout 60 node tools/build.js --debug && printf '%s' '${BLUEBIRD_SETUP}' > setup.js`,
    // Each file in a process of its own, as its runner does for those that need it.
    tests:
      "for file in test/mocha/*.js; do node node_modules/mocha/bin/_mocha --expose-gc --timeout 20000 --reporter tap" +
      " --require ./setup.js $file; done > {results}",
    source: ["js/debug/*.js"],
    excused: {
      "a race of 1 to 10 ms, lost by the raw copy as well when the machine is busy": [
        "async_hooks should preserve async context when using fromNode",
        "all rejects after any constituent promise is rejected",
      ],
    },
  },
  {
    name: "async",
    repository: "caolan/async",
    ref: "v3.2.6",
    about: "callbacks and async functions, ES modules compiled by Babel 6, Mocha",
    install: `${NPM} --legacy-peer-deps`,
    // A million calls in one test take longer when each is a span.
    tests: "mocha --timeout 60000 --reporter json",
    source: ["lib/**/*.js"],
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
  {
    name: "ixjs",
    repository: "ReactiveX/IxJS",
    ref: "v7.0.0",
    about: "iterators and async iterators throughout, TypeScript, Jest with ES modules",
    // Its own TypeScript is too old: before 5.2 the parameter properties of constructors need `super()` outside `try`.
    install: `${NPM} --legacy-peer-deps && ${NPM} --legacy-peer-deps --no-save typescript@5.9.3`,
    tests:
      "TEST_TARGET=src TEST_DOM_STREAMS=true TEST_NODE_STREAMS=true TEST_TS_SOURCE=true NODE_NO_WARNINGS=1 " +
      "node --experimental-vm-modules node_modules/jest/bin/jest.js -c jestconfigs/jest.src.config.js" +
      " --json --outputFile={results}",
    source: ["src/**"],
  },
  {
    name: "streaming-iterables",
    repository: "reconbot/streaming-iterables",
    ref: "v8.0.1",
    about: "async generators throughout, TypeScript, node:test",
    install: NPM,
    tests:
      "TS_NODE_TRANSPILE_ONLY=1 node -r ts-node/register --test --test-reporter=tap --test-reporter-destination={results}" +
      " lib/*-test.ts",
    source: ["lib/**/*.ts", "!lib/*-test.ts"],
  },
];
