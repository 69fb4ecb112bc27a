// Every message that uno-trace can give at build time: code, text, severity; one function for each.
import { basename } from "node:path";

/** How a host treats a diagnostic: an `error` fails the build, a `warning` does not. */
export type Severity = "error" | "warning";

/** One finding of the planner or of the configuration reader. */
export interface Diagnostic {
  /** Stable code, `UNO1001` and so on; documented in `docs/diagnostics.md`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, and why, in one sentence without its full stop. */
  readonly text: string;
  /** How to mend it, in whole sentences. */
  readonly help: string;
  /** Absolute path of the file that the offsets belong to. */
  readonly file: string;
  /** UTF-16 offset of the first character concerned. */
  readonly start: number;
  /** UTF-16 offset behind the last character concerned. */
  readonly end: number;
}

/** The place a diagnostic points at. */
export type Place = Pick<Diagnostic, "file" | "start" | "end">;

const error = (code: string, { file, start, end }: Place, text: string, help: string): Diagnostic => {
  return { code, severity: "error", text, help, file, start, end };
};

const warning = (code: string, place: Place, text: string, help: string): Diagnostic => ({
  ...error(code, place, text, help),
  severity: "warning",
});

export const orphanDirective = (place: Place, keyword: string): Diagnostic =>
  error(
    "UNO1001",
    place,
    `This @${keyword} marks nothing: what follows is no function with a body, and no class or object literal with methods`,
    "Put the comment directly before a function, before the variable or member that holds one, or before a class or object literal. Constructors and accessors need a directive of their own.",
  );

export const unknownOption = (place: Place, name: string, suggestion: string | undefined): Diagnostic =>
  error(
    "UNO1002",
    place,
    `Unknown option \`${name}\` in @trace`,
    suggestion
      ? `Did you mean \`${suggestion}\`? A remark for the reader goes behind \`--\`.`
      : "The options are name, kind, args, result, attr.KEY, min and root; a remark for the reader goes behind `--`.",
  );

export const badOptionValue = (
  place: Place,
  name: string,
  value: string | undefined,
  expected: string,
): Diagnostic =>
  error(
    "UNO1003",
    place,
    value === undefined
      ? `The option \`${name}\` needs a value`
      : `Bad value \`${value}\` for the option \`${name}\``,
    `Expected ${expected}.`,
  );

export const badOptionSyntax = (place: Place, text: string): Diagnostic =>
  error(
    "UNO1004",
    place,
    `Cannot read \`${text}\` in @trace: options are \`key\`, \`key=value\` or \`key="a value"\``,
    "Close the quote, or put a remark for the reader behind `--`.",
  );

export const unknownArgument = (place: Place, path: string, parameters: readonly string[]): Diagnostic =>
  error(
    "UNO1005",
    place,
    `\`args\` names \`${path}\`, which is no parameter of the function`,
    parameters.length > 0
      ? `Its parameters are ${parameters.join(", ")}.`
      : "The function has no named parameter: delete `args`.",
  );

export const optionOnNoTrace = (place: Place, text: string): Diagnostic =>
  error(
    "UNO1006",
    place,
    `@no-trace takes no options, but \`${text}\` follows it`,
    "Delete it, or put a remark for the reader behind `--`.",
  );

export const misspeltDirective = (place: Place, found: string, meant: string): Diagnostic =>
  warning("UNO1007", place, `\`@${found}\` is no directive and does nothing`, `Write \`@${meant}\`.`);

export const nameForMany = (place: Place, count: number): Diagnostic =>
  error(
    "UNO1008",
    place,
    `\`name\` would give ${count} functions one span name`,
    "Put the directive with `name` before a single function.",
  );

export const contradiction = (place: Place): Diagnostic =>
  error(
    "UNO1009",
    place,
    "The same function is marked with @trace and with @no-trace",
    "Keep one of the two.",
  );

export const wholeFileOut = (place: Place, count: number): Diagnostic =>
  warning(
    "UNO1010",
    place,
    `As the first comment of the file this @no-trace takes the whole file out, and ${count === 1 ? "a @trace in it does" : `${count} @trace in it do`} nothing`,
    "To take out one function alone, put another comment above it; to take out the file, delete the other directives.",
  );

export const cannotTrace = (place: Place, name: string, why: string): Diagnostic =>
  warning(
    "UNO2001",
    place,
    `\`${name}\` is not traced: ${why}, so that tracing could change what it does`,
    "Rewrite the function without it, or delete the directive.",
  );

/** A file that the host accepts and the planner's parser does not: nothing in it is traced. */
export const unreadableSource = (file: string): Diagnostic =>
  warning(
    "UNO2002",
    { file, start: 0, end: 0 },
    `Nothing in ${basename(file)} is traced: uno-trace's parser does not accept its syntax`,
    "Mend the syntax if a type checker refuses it too, give the file the extension of its language (.ts, .tsx, .jsx), or report the syntax to uno-trace.",
  );

// UNO3xxx: uno-trace.json and the surroundings of the build.

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

/** The transformer is listed for a compiler that runs no transformers. */
export function nativeCompiler(place: Place, version: string): Diagnostic {
  const text = `TypeScript ${version} runs no transformers, so this plugin traces nothing`;
  const help =
    "Build with typescript@6.0.3 (7 can stay beside it: npm i -D typescript7@npm:typescript@7), or use uno-trace/esbuild-plugin.";
  return error("UNO3014", place, text, help);
}

/** A file that the set-up would edit is not what it should be. */
export function uneditableFile(place: Place, name: string, why: string): Diagnostic {
  const help = "Mend this place and run `uno-trace init` again; nothing has been written.";
  return error("UNO3015", place, `${name} cannot be edited: ${why}`, help);
}
