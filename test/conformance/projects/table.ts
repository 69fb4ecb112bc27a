// The projects whose own tests are run raw and traced: one row for each.
import type { Project } from "./project.js";

const NPM = "npm install --no-audit --no-fund --ignore-scripts";

// The Jest that it names cannot load `node:crypto`.
const TRANSFORMER_INSTALL = `${NPM} --legacy-peer-deps && ${NPM} --legacy-peer-deps --no-save jest@27.5.1 ts-jest@27.1.5`;
// Tracing is no matter of types: they are not checked again.
const TRANSFORMER_TESTS = `jest --globals '{ "ts-jest": { "tsconfig": "tsconfig.spec.json", "diagnostics": false } }' --json --outputFile={results}`;
const POSTCSS_TOOLS =
  "uvu@0.5.6 nanospy@1.0.0 nanodelay@1.0.8 strip-ansi@6.0.1 postcss-parser-tests@8.9.0 concat-with-sourcemaps@1.1.0" +
  " ts-node@10.9.2 typescript@5.9.3 @types/node@25.9.9";
const BLUEBIRD_SETUP =
  'global.adapter = global.Promise = require("./js/debug/bluebird.js");' +
  "Promise.defer = Promise.pending = function () { var d = {}; d.promise = new Promise(function (a, b) {" +
  " d.resolve = d.fulfill = a; d.reject = b; }); return d; };" +
  "Promise.config({ cancellation: true, longStackTraces: true });";
const HANDLEBARS_TOOLS =
  "mocha@5.2.0 chai@4.5.0 dirty-chai@2.0.1 sinon@7.5.0 mock-stdin@0.3.1 uglify-js@3.19.3 jison@0.3.12 babel@5.8.38";
const SIGNALS_TOOLS =
  "vitest@4.0.17 vite@6.4.1 jsdom@26.1.0 @babel/core@7.28.5 babel-plugin-transform-rename-properties@0.1.0" +
  " preact@10.29.0 preact-render-to-string@5.2.6";
// What it takes of the project's own configuration is all but its browsers; one file of tests talks to theirs.
const SIGNALS_CONFIG =
  'import { manglePlugin } from "./scripts/mangle-plugin.mjs";' +
  'const at = (path) => import.meta.dirname + "/packages/" + path;' +
  "export default { plugins: [manglePlugin], resolve: { alias: {" +
  ' "@preact/signals-core": at("core/src/index.ts"), "@preact/signals/utils": at("preact/utils/src/index.tsx"),' +
  ' "@preact/signals-debug": at("debug/src/index.ts"), "@preact/signals": at("preact/src/index.ts") } },' +
  ' test: { environment: "jsdom", include: ["packages/{core,preact,debug,devtools-adapter}/test/**/*.test.tsx"],' +
  ' exclude: ["packages/debug/test/browser/signal.test.tsx"] } };';
const NEST_CONFIG = JSON.stringify({
  testEnvironment: "node",
  testRegex: "spec\\.ts$",
  transform: { "\\.ts$": ["ts-jest", { diagnostics: false }] },
});

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
  {
    name: "nestjs-swagger",
    repository: "nestjs/swagger",
    ref: "11.2.0",
    about: "OpenAPI module of Nest with an application on Express and Fastify: decorators, metadata, Jest",
    install: `${NPM} --legacy-peer-deps`,
    tests: `jest --config '${NEST_CONFIG}' --json --outputFile={results} --forceExit`,
    source: ["lib/**/*.ts", "e2e/src/**/*.ts"],
  },
  {
    name: "class-transformer",
    repository: "typestack/class-transformer",
    ref: "v0.5.1",
    about: "decorators and metadata, TypeScript, Jest",
    install: TRANSFORMER_INSTALL,
    tests: TRANSFORMER_TESTS,
    source: ["src/**/*.ts"],
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
    name: "underscore",
    repository: "jashkenas/underscore",
    ref: "1.13.7",
    about: "sloppy JavaScript, QUnit",
    install: NPM,
    // Left out: what needs a bundle first, and a test that runs the file as a script without `require`.
    tests: "qunit --filter '!/^Tree-shaking|noConflict .node vm/' test/",
    source: ["underscore-umd.js"],
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
    name: "ejs",
    repository: "mde/ejs",
    ref: "v3.1.10",
    about: "template compiler with `with` and `new Function`, CommonJS, Mocha",
    install: NPM,
    tests: "mocha --ui tdd --reporter json --check-leaks test",
    source: ["lib/**/*.js", "bin/cli.js"],
    excused: {
      "asserts the source text of a function, or moves it into other code": [
        "client mode have a working client option",
        "client mode support client mode without locals",
        "client mode escape filename in errors in client mode",
        /'escapeXML' of module 'utils.js' it should be callable without parameters/,
      ],
    },
  },
  {
    name: "postcss",
    repository: "postcss/postcss",
    ref: "8.5.9",
    about: "CSS parser, CommonJS, uvu",
    // Not its linters and size checks; and the files of CSS that this release was tested with.
    install: `npm pkg delete devDependencies packageManager && ${NPM} ${POSTCSS_TOOLS}`,
    // Some tests expect colours.
    tests: "FORCE_COLOR=1 uvu -r ts-node/register/transpile-only test '[.]test[.](ts|js)$'",
    source: ["lib/**/*.js"],
  },
  {
    name: "terser",
    repository: "terser/terser",
    ref: "v5.50.0",
    about: "JavaScript parser and minifier, ES modules, Mocha and 2677 compression cases, counted as one",
    install: NPM,
    tests: "mocha --reporter json --reporter-options output={results} test/mocha; node test/compress.js",
    source: ["main.js", "lib/**/*.js"],
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
    name: "koa",
    repository: "koajs/koa",
    ref: "v3.2.0",
    about: "web framework, CommonJS, node:test",
    install: NPM,
    tests: "node --test --test-reporter=tap --test-reporter-destination={results}",
    source: ["lib/**"],
  },
  {
    name: "tsyringe",
    repository: "microsoft/tsyringe",
    ref: "v4.10.0",
    about: "dependency injection by decorators and metadata, TypeScript 3.9, Jest 24",
    install: `${NPM} --legacy-peer-deps`,
    tests: "jest --config test/jest.config.js --json --outputFile={results}",
    source: ["src/**"],
  },
  {
    name: "zod",
    repository: "colinhacks/zod",
    ref: "v4.4.3",
    about: "schemas: classes, getters and generated functions, TypeScript, Vitest in a workspace of pnpm",
    install: "npx -y pnpm@10.12.1 install --frozen-lockfile --ignore-scripts",
    tests: "vitest run --project zod --reporter=json --outputFile={results}",
    source: ["packages/zod/src/**"],
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
    name: "decimal.js",
    repository: "MikeMcl/decimal.js",
    ref: "v10.6.0",
    about: "arithmetic in a closure, sloppy JavaScript, 22,000 assertions, counted as one",
    // Its exit status says nothing.
    tests: `node test/test.js > test.log && node -e 'const [, a, b] = /total, (\\d+) of (\\d+)/.exec(fs.readFileSync("test.log")); process.exit(a === b ? 0 : 1)'`,
    source: ["decimal.js"],
  },
  {
    name: "acorn",
    repository: "acornjs/acorn",
    ref: "8.17.0",
    about: "JavaScript parser, ES modules, 13,000 tests, counted as one",
    install: `npm pkg delete devDependencies scripts && ${NPM} --no-save esbuild@0.28.2`,
    build:
      "esbuild acorn/src/index.js --bundle --platform=node --packages=external --outfile=acorn/dist/acorn.js && " +
      "esbuild acorn-loose/src/index.js --bundle --platform=node --alias:acorn=./acorn/dist/acorn.js" +
      " '--external:uno-trace/*' --outfile=acorn-loose/dist/acorn-loose.js",
    tests: "node test/run.js",
    source: ["{acorn,acorn-loose}/src/**/*.js"],
  },
  {
    name: "graphql-js",
    repository: "graphql/graphql-js",
    ref: "v16.11.0",
    about: "parser, validation and execution, TypeScript by Babel, Mocha",
    install: `${NPM} --legacy-peer-deps`,
    tests: "mocha --reporter json 'src/**/__tests__/**/*-test.ts'",
    source: ["src/**/*.ts"],
  },
  {
    name: "mobx",
    repository: "mobxjs/mobx",
    ref: "mobx@7.0.3",
    about: "proxies, decorators and reactive values, TypeScript, Jest with jsdom",
    install: `${NPM} --legacy-peer-deps`,
    // Its tests with timers give themselves more time there. Those of Set's methods fail raw before Node 22.
    tests: "CI=true jest --selectProjects mobx --json --outputFile={results}",
    source: ["packages/mobx/src/**/*.ts"],
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
  },
  {
    name: "handlebars",
    repository: "handlebars-lang/handlebars.js",
    ref: "v4.7.9",
    about: "template compiler and generated parser, JavaScript by Babel 5, Mocha",
    // Not its bundles; and not the tests that are a submodule.
    install:
      `npm pkg delete devDependencies scripts && ${NPM} ${HANDLEBARS_TOOLS} && rm spec/spec.js && ` +
      "jison -m js src/handlebars.yy src/handlebars.l && " +
      "cat src/parser-prefix.js handlebars.js src/parser-suffix.js > lib/handlebars/compiler/parser.js",
    build: "babel --modules common --loose es6.modules lib --out-dir dist/cjs",
    tests: "mocha --reporter json spec/env/node.js spec/*.js",
    source: ["lib/**/*.js", "!lib/index.js"],
  },
  {
    name: "preact-signals",
    repository: "preactjs/signals",
    ref: "@preact/signals@2.11.1",
    about: "reactive values in a UI library, TypeScript, properties mangled by Babel, Vitest with jsdom",
    // Its workspace is for browsers, and for pnpm.
    install:
      `npm pkg delete devDependencies scripts && ${NPM} ${SIGNALS_TOOLS} && ` +
      "patch -p1 -d node_modules/babel-plugin-transform-rename-properties" +
      " < patches/babel-plugin-transform-rename-properties@0.1.0.patch && " +
      `printf '%s' '${SIGNALS_CONFIG}' > vitest.jsdom.config.mjs`,
    tests: "vitest run --config vitest.jsdom.config.mjs --reporter=json --outputFile={results}",
    source: ["packages/{core,preact,debug,devtools-adapter}/src/**", "packages/preact/utils/src/**"],
  },
];
