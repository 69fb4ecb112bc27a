// The tests of test262 that tracing may fail, at most 60: each asserts something that the design gives up.

/** Why a test cannot pass when everything is traced. */
export type Excuse = keyof typeof FILES;

// Paths below test/language.
const FILES = {
  "asserts the source text of a function": [
    "expressions/addition/S11.6.1_A3.2_T1.2.js",
    "expressions/class/cpn-class-expr-accessors-computed-property-name-from-arrow-function-expression.js",
    "expressions/class/cpn-class-expr-accessors-computed-property-name-from-async-arrow-function-expression.js",
    "expressions/class/cpn-class-expr-accessors-computed-property-name-from-function-expression.js",
    "expressions/class/cpn-class-expr-computed-property-name-from-arrow-function-expression.js",
    "expressions/class/cpn-class-expr-computed-property-name-from-async-arrow-function-expression.js",
    "expressions/class/cpn-class-expr-computed-property-name-from-function-expression.js",
    "expressions/class/cpn-class-expr-fields-computed-property-name-from-arrow-function-expression.js",
    "expressions/class/cpn-class-expr-fields-computed-property-name-from-async-arrow-function-expression.js",
    "expressions/class/cpn-class-expr-fields-computed-property-name-from-function-expression.js",
    "expressions/class/cpn-class-expr-fields-methods-computed-property-name-from-arrow-function-expression.js",
    "expressions/class/cpn-class-expr-fields-methods-computed-property-name-from-async-arrow-function-expression.js",
    "expressions/class/cpn-class-expr-fields-methods-computed-property-name-from-function-expression.js",
    "expressions/object/cpn-obj-lit-computed-property-name-from-arrow-function-expression.js",
    "expressions/object/cpn-obj-lit-computed-property-name-from-async-arrow-function-expression.js",
    "expressions/object/cpn-obj-lit-computed-property-name-from-function-expression.js",
    "statements/class/cpn-class-decl-accessors-computed-property-name-from-arrow-function-expression.js",
    "statements/class/cpn-class-decl-accessors-computed-property-name-from-async-arrow-function-expression.js",
    "statements/class/cpn-class-decl-accessors-computed-property-name-from-function-expression.js",
    "statements/class/cpn-class-decl-computed-property-name-from-arrow-function-expression.js",
    "statements/class/cpn-class-decl-computed-property-name-from-async-arrow-function-expression.js",
    "statements/class/cpn-class-decl-computed-property-name-from-function-expression.js",
    "statements/class/cpn-class-decl-fields-computed-property-name-from-arrow-function-expression.js",
    "statements/class/cpn-class-decl-fields-computed-property-name-from-async-arrow-function-expression.js",
    "statements/class/cpn-class-decl-fields-computed-property-name-from-function-expression.js",
    "statements/class/cpn-class-decl-fields-methods-computed-property-name-from-arrow-function-expression.js",
    "statements/class/cpn-class-decl-fields-methods-computed-property-name-from-async-arrow-function-expression.js",
    "statements/class/cpn-class-decl-fields-methods-computed-property-name-from-function-expression.js",
  ],
  "counts microtask turns exactly": [
    "expressions/await/for-await-of-interleaved.js",
    "statements/async-generator/return-undefined-implicit-and-explicit.js",
    "statements/async-generator/yield-return-then-getter-ticks.js",
    "statements/async-generator/yield-star-return-then-getter-ticks.js",
    "statements/for-await-of/async-from-sync-iterator-continuation-abrupt-completion-get-constructor.js",
    "statements/for-await-of/ticks-with-async-iter-resolved-promise-and-constructor-lookup-two.js",
    "statements/for-await-of/ticks-with-async-iter-resolved-promise-and-constructor-lookup.js",
    "statements/for-await-of/ticks-with-sync-iter-resolved-promise-and-constructor-lookup.js",
  ],
} as const;

const BY_FILE: ReadonlyMap<string, Excuse> = new Map(
  (Object.entries(FILES) as [Excuse, readonly string[]][]).flatMap(([excuse, files]) =>
    files.map((file) => [file, excuse] as const),
  ),
);

/** The excuse of a test, by its path below test/language. */
export const excuseOf = (file: string): Excuse | undefined => BY_FILE.get(file);
