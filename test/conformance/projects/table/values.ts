// Rows of projects about values: classes by decorators, schemas, reactive values, numbers and lists.
import type { Project } from "../project.js";
import { NPM } from "./npm.js";

// The Jest that it names cannot load `node:crypto`.
const TRANSFORMER_INSTALL = `${NPM} --legacy-peer-deps && ${NPM} --legacy-peer-deps --no-save jest@27.5.1 ts-jest@27.1.5`;
// Tracing is no matter of types: they are not checked again.
const TRANSFORMER_TESTS = `jest --globals '{ "ts-jest": { "tsconfig": "tsconfig.spec.json", "diagnostics": false } }' --json --outputFile={results}`;
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

/** Classes by decorators, schemas, reactive values, numbers, lists. */
export const VALUES: readonly Project[] = [
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
    name: "decimal.js",
    repository: "MikeMcl/decimal.js",
    ref: "v10.6.0",
    about: "arithmetic in a closure, sloppy JavaScript, 22,000 assertions, counted as one",
    // Its exit status says nothing.
    tests: `node test/test.js > test.log && node -e 'const [, a, b] = /total, (\\d+) of (\\d+)/.exec(fs.readFileSync("test.log")); process.exit(a === b ? 0 : 1)'`,
    source: ["decimal.js"],
  },
];
