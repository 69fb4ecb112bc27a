// Rows of projects that parse, compile or print: languages, templates, queries.
import type { Project } from "../project.js";
import { NPM } from "./npm.js";

const POSTCSS_TOOLS =
  "uvu@0.5.6 nanospy@1.0.0 nanodelay@1.0.8 strip-ansi@6.0.1 postcss-parser-tests@8.9.0 concat-with-sourcemaps@1.1.0" +
  " ts-node@10.9.2 typescript@5.9.3 @types/node@25.9.9";
const HANDLEBARS_TOOLS =
  "mocha@5.2.0 chai@4.5.0 dirty-chai@2.0.1 sinon@7.5.0 mock-stdin@0.3.1 uglify-js@3.19.3 jison@0.3.12 babel@5.8.38";

/** Languages, templates, queries. */
export const COMPILERS: readonly Project[] = [
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
    name: "terser",
    repository: "terser/terser",
    ref: "v5.50.0",
    about: "JavaScript parser and minifier, ES modules, Mocha and 2677 compression cases, counted as one",
    install: NPM,
    tests: "mocha --reporter json --reporter-options output={results} test/mocha; node test/compress.js",
    source: ["main.js", "lib/**/*.js"],
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
    name: "graphql-js",
    repository: "graphql/graphql-js",
    ref: "v16.11.0",
    about: "parser, validation and execution, TypeScript by Babel, Mocha",
    install: `${NPM} --legacy-peer-deps`,
    tests: "mocha --reporter json 'src/**/__tests__/**/*-test.ts'",
    source: ["src/**/*.ts"],
  },
];
