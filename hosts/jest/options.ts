// The options of the entry in Jest's `transform`, and their check.
import { checkOptions, type UnoTraceOptions } from "../options.js";

/** Options of the entry in `transform` of Jest's configuration. */
export interface UnoTraceJestOptions extends Pick<UnoTraceOptions, "config"> {
  /** Name or path of the transformer that compiles files, as Jest itself takes it. @default "babel-jest" */
  readonly transformer?: string;
  /** Options of that transformer. @default {} */
  readonly options?: object;
}

/** @throws TypeError for what is no object, and for an option that there is not */
export function checkJestOptions(options: UnoTraceJestOptions): void {
  checkOptions(options, ["config", "transformer", "options"]);
  const { transformer, options: inner } = options;
  if (transformer !== undefined && typeof transformer !== "string")
    throw new TypeError('uno-trace/jest: `transformer`: expected a name or a path, such as "ts-jest"');
  if (inner !== undefined && (typeof inner !== "object" || inner === null))
    throw new TypeError(
      "uno-trace/jest: `options`: expected an object with the options of the other transformer",
    );
}
