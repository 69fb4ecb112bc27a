// What a program gives as a list of expected errors in, the list out, or what is wrong with it.
import { isArray, matches } from "../ground/intrinsics.js";
import type { ErrorClass, ExpectedError } from "../model/expected-error.js";

const NAME_RE = /^[^\s,*]+\*?$/;

/** Where a `*` may stand, for messages. */
export const PREFIXES = "with `*` at most at the end of a name";

/** Whether it names errors by a text. */
export function isErrorName(value: unknown): value is string {
  return typeof value === "string" && matches(NAME_RE, value);
}

/** Whether it can be a class of errors. */
export function isClass(value: unknown): value is ErrorClass {
  return typeof value === "function";
}

/**
 * A list as it is given, or `undefined` if none is.
 * @throws TypeError for anything that is no list of names and classes
 */
export function expectedList(owner: string, value: unknown): readonly ExpectedError[] | undefined {
  if (value === undefined) return undefined;
  if (isArray(value)) {
    let index = 0;
    while (index < value.length && (isErrorName(value[index]) || isClass(value[index]))) index++;
    if (index === value.length) return value as readonly ExpectedError[];
  }
  throw new TypeError(
    `${owner}: \`expectedErrors\`: expected a list of names, codes or classes of errors, ${PREFIXES}`,
  );
}
