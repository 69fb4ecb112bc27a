// What names errors that are no failures: types only.

/** A class of errors. */
export type ErrorClass = abstract new (...args: never[]) => unknown;

/**
 * Names errors that are no failures: the name of a class (also of one that it extends), its `name`, its `code` or its
 * `digest`. A text that ends with `*` stands for all that begin with what is before. In code also the class itself.
 */
export type ExpectedError = string | ErrorClass;
