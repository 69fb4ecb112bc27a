// Every message about uno-trace.json: UNO3001 to UNO3013, one function for each.
import { type Diagnostic, error, type Place, warning } from "./diagnostic.js";

/** The configuration file cannot be read. */
export function unreadableConfig(place: Place, name: string, why: string): Diagnostic {
  return error(
    "UNO3001",
    place,
    `${name} cannot be read (${why})`,
    "Check the path and the rights of the file.",
  );
}

/** The configuration file is not JSON. */
export function malformedConfig(place: Place, why: string): Diagnostic {
  return error(
    "UNO3002",
    place,
    `The configuration is not valid JSON: ${why}`,
    "Comments and trailing commas are fine; all else is JSON.",
  );
}

/** A member is given twice. */
export function duplicateConfigKey(place: Place, key: string): Diagnostic {
  return error("UNO3003", place, `"${key}" is given twice`, "Keep one of the two.");
}

/** A member that the format does not have. */
export function unknownConfigKey(
  place: Place,
  key: string,
  owner: string,
  known: readonly string[],
  meant?: string,
): Diagnostic {
  const help = meant ? `Did you mean "${meant}"?` : `Known members: ${known.join(", ")}.`;
  return error("UNO3004", place, `"${key}" is no member of ${owner}`, help);
}

/** A member of the wrong type. */
export function wrongConfigType(place: Place, name: string, expected: string): Diagnostic {
  return error("UNO3005", place, `${name} has the wrong type`, `Write ${expected}.`);
}

/** A member with a value that is not allowed. */
export function badConfigValue(
  place: Place,
  name: string,
  value: string,
  expected: string,
  meant?: string,
): Diagnostic {
  const help = meant ? `Did you mean "${meant}"? Write ${expected}.` : `Write ${expected}.`;
  return error("UNO3006", place, `${name} cannot be ${value}`, help);
}

/** A glob that can match nothing, or not what it seems to. */
export function badGlob(place: Place, glob: string, flaw: string): Diagnostic {
  const help = "Write a glob relative to the folder of uno-trace.json, with forward slashes: src/**/*.ts.";
  return error("UNO3007", place, `The glob "${glob}" is not usable: ${flaw}`, help);
}

/** A rule that cannot change anything. */
export function idleRule(place: Place, name: string, why: string): Diagnostic {
  const help = "Give it files to select functions, or an option to set, or remove it.";
  return warning("UNO3008", place, `${name} has no effect: ${why}`, help);
}

/** A batch that the queue cannot hold. */
export function queueTooSmall(place: Place, batch: number, queue: number): Diagnostic {
  const text = `maxBatchSize (${batch}) is larger than maxQueueSize (${queue})`;
  return error("UNO3009", place, text, "Make the queue at least as large as one batch.");
}

/** A glob of `include` that stands for no file on disk. */
export function unmatchedInclude(place: Place, glob: string): Diagnostic {
  const help = "Correct the glob; it is relative to the folder of uno-trace.json.";
  return warning("UNO3010", place, `The glob "${glob}" of include matches no source file`, help);
}

/** A rule whose globs stand for no file on disk. */
export function unmatchedRule(place: Place, number: number): Diagnostic {
  const help =
    "Correct its files; they are relative to the folder of uno-trace.json, and exclude goes first.";
  return warning("UNO3011", place, `The files of rule ${number} match no source file`, help);
}

/** A rule whose name patterns match no function of its files. */
export function unmatchedFunctions(place: Place, number: number): Diagnostic {
  const help = "Compare with the names that `uno-trace list` prints.";
  return warning("UNO3012", place, `The functions of rule ${number} match no function`, help);
}

/** A rule that matches only functions of kinds that are not traced. */
export function unselectedKinds(place: Place, number: number, kinds: string): Diagnostic {
  const text = `Rule ${number} matches only functions of kinds that are not traced: ${kinds}`;
  return warning("UNO3013", place, text, `Add "kinds" with ${kinds} to the rule.`);
}
