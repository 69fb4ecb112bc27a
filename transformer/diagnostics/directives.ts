// Every message about a directive: UNO1xxx, one function for each.
import { type Diagnostic, error, type Place, warning } from "./diagnostic.js";

export function orphanDirective(place: Place, keyword: string): Diagnostic {
  return error(
    "UNO1001",
    place,
    `This @${keyword} marks nothing: what follows is no function with a body, and no class or object literal with methods`,
    "Put the comment directly before a function, before the variable or member that holds one, or before a class or object literal. Constructors and accessors need a directive of their own.",
  );
}

export function unknownOption(
  place: Place,
  name: string,
  suggestion: string | undefined,
  known: readonly string[],
): Diagnostic {
  return error(
    "UNO1002",
    place,
    `Unknown option \`${name}\` in @trace`,
    suggestion
      ? `Did you mean \`${suggestion}\`? A remark for the reader goes behind \`--\`.`
      : `The options are ${known.slice(0, -1).join(", ")} and ${known.at(-1)}; a remark for the reader goes behind \`--\`.`,
  );
}

export function badOptionValue(
  place: Place,
  name: string,
  value: string | undefined,
  expected: string,
): Diagnostic {
  return error(
    "UNO1003",
    place,
    value === undefined
      ? `The option \`${name}\` needs a value`
      : `Bad value \`${value}\` for the option \`${name}\``,
    `Expected ${expected}.`,
  );
}

export function badOptionSyntax(place: Place, text: string): Diagnostic {
  return error(
    "UNO1004",
    place,
    `Cannot read \`${text}\` in @trace: options are \`key\`, \`key=value\` or \`key="a value"\``,
    "Close the quote, or put a remark for the reader behind `--`.",
  );
}

export function unknownArgument(place: Place, path: string, parameters: readonly string[]): Diagnostic {
  return error(
    "UNO1005",
    place,
    `\`args\` names \`${path}\`, which is no parameter of the function`,
    parameters.length > 0
      ? `Its parameters are ${parameters.join(", ")}.`
      : "The function has no named parameter: delete `args`.",
  );
}

export function optionOnNoTrace(place: Place, text: string): Diagnostic {
  return error(
    "UNO1006",
    place,
    `@no-trace takes no options, but \`${text}\` follows it`,
    "Delete it, or put a remark for the reader behind `--`.",
  );
}

export function misspeltDirective(place: Place, found: string, meant: string): Diagnostic {
  return warning("UNO1007", place, `\`@${found}\` is no directive and does nothing`, `Write \`@${meant}\`.`);
}

export function nameForMany(place: Place, count: number): Diagnostic {
  return error(
    "UNO1008",
    place,
    `\`name\` would give ${count} functions one span name`,
    "Put the directive with `name` before a single function.",
  );
}

export function contradiction(place: Place): Diagnostic {
  return error(
    "UNO1009",
    place,
    "The same function is marked with @trace and with @no-trace",
    "Keep one of the two.",
  );
}

export function wholeFileOut(place: Place, count: number): Diagnostic {
  return warning(
    "UNO1010",
    place,
    `As the first comment of the file this @no-trace takes the whole file out, and ${count === 1 ? "a @trace in it does" : `${count} @trace in it do`} nothing`,
    "To take out one function alone, put another comment above it; to take out the file, delete the other directives.",
  );
}
