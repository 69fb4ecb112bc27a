// Every message about a directive: UNO1xxx, one function for each.
import { type Diagnostic, error, type Place, warning } from "./diagnostic.js";
import { nearest } from "./nearest-word.js";

function mendedBy(found: Diagnostic, replacement: string | undefined): Diagnostic {
  return replacement === undefined ? found : { ...found, replacement };
}

export function orphanDirective(place: Place, keyword: string): Diagnostic {
  const text = `This @${keyword} marks nothing: what follows is no function with a body, and no class or object literal with methods`;
  const help =
    "Put the comment directly before a function, before the variable or member that holds one, or before a class or object literal. Constructors and accessors need a directive of their own.";
  return mendedBy(error("UNO1001", place, text, help), "");
}

export function unknownOption(
  place: Place,
  name: string,
  suggestion: string | undefined,
  known: readonly string[],
  replacement: string | undefined,
): Diagnostic {
  const help = suggestion
    ? `Did you mean \`${suggestion}\`? A remark for the reader goes behind \`--\`.`
    : `The options are ${known.slice(0, -1).join(", ")} and ${known.at(-1)}; a remark for the reader goes behind \`--\`.`;
  return mendedBy(error("UNO1002", place, `Unknown option \`${name}\` in @trace`, help), replacement);
}

export function badOptionValue(
  place: Place,
  name: string,
  value: string | undefined,
  expected: string,
  replacement: string | undefined,
): Diagnostic {
  const text =
    value === undefined
      ? `The option \`${name}\` needs a value`
      : `Bad value \`${value}\` for the option \`${name}\``;
  return mendedBy(error("UNO1003", place, text, `Expected ${expected}.`), replacement);
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
  const text = `\`args\` names \`${path}\`, which is no parameter of the function`;
  const help =
    parameters.length > 0
      ? `Its parameters are ${parameters.join(", ")}.`
      : "The function has no named parameter: delete `args`.";
  const [name = "", ...properties] = path.split(".");
  const meant = nearest(name, parameters, Math.min(2, name.length / 2));
  return mendedBy(error("UNO1005", place, text, help), meant && [meant, ...properties].join("."));
}

export function optionOnNoTrace(place: Place, text: string): Diagnostic {
  const found = error(
    "UNO1006",
    place,
    `@no-trace takes no options, but \`${text}\` follows it`,
    "Delete it, or put a remark for the reader behind `--`.",
  );
  return mendedBy(found, `-- ${text}`);
}

export function misspeltDirective(place: Place, found: string, meant: string): Diagnostic {
  const text = `\`@${found}\` is no directive and does nothing`;
  // With a bracket it would go on with arguments.
  const replacement = found.endsWith("(") ? undefined : `@${meant}`;
  return mendedBy(warning("UNO1007", place, text, `Write \`@${meant}\`.`), replacement);
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
