// Every message about a function or a file that cannot be traced: UNO2xxx, one code for each kind.
import { basename } from "node:path";
import { type Diagnostic, type Place, warning } from "./diagnostic.js";

function notTraced(place: Place, name: string, why: string, help: string): Diagnostic {
  return warning("UNO2001", place, `\`${name}\` is not traced: ${why}`, help);
}

function unread(file: string, why: string, help: string): Diagnostic {
  return warning(
    "UNO2002",
    { file, start: 0, end: 0 },
    `Nothing in ${basename(file)} is traced: ${why}`,
    help,
  );
}

export function cannotTrace(place: Place, name: string, why: string): Diagnostic {
  return notTraced(
    place,
    name,
    `${why}, so that tracing could change what it does`,
    "Rewrite the function without it, or delete the directive.",
  );
}

/** A function that the tsc path cannot write because of what it is given: nothing in the source is to blame. */
export function leftAlone(place: Place, name: string, why: string): Diagnostic {
  return notTraced(
    place,
    name,
    why,
    "List uno-trace/transformer before the other transformers in `plugins`: they then see its code, and it sees the source.",
  );
}

/** A constructor that the host's own compiler would break in a `try` block: oxc writes fields in front of `super()` there. */
export function losesSuper(place: Place, name: string): Diagnostic {
  return notTraced(
    place,
    name,
    "this build tool would set its parameter properties and fields before `super()` has returned, where that stands in a `try` block",
    "Delete the directive and trace who calls the constructor, or assign the properties in the constructor's body.",
  );
}

/** A function in what is handed to `jest.mock`, which Jest moves in front of all imports, that of the runtime among them. */
export function insideMock(place: Place, name: string): Diagnostic {
  return notTraced(
    place,
    name,
    "it is handed to `jest.mock`, which may use nothing of the file around it",
    "Delete the directive, or move the function into a file that the mock loads by `require`.",
  );
}

/** A function whose generated code needs what `noEmitHelpers` leaves to a program that does not need it itself. */
export function missesHelper(place: Place, name: string, helper: string): Diagnostic {
  return notTraced(
    place,
    name,
    `for this \`target\` its code would need TypeScript's helper \`${helper}\`, and with \`noEmitHelpers\` nobody brings it`,
    "Set `importHelpers` and install tslib, remove `noEmitHelpers`, or raise `target` to ES2018.",
  );
}

/** A file that the host accepts and the planner's parser does not: nothing in it is traced. */
export function unreadableSource(file: string): Diagnostic {
  return unread(
    file,
    "uno-trace's parser does not accept its syntax",
    "Mend the syntax if a type checker refuses it too, give the file the extension of its language (.ts, .tsx, .jsx), or report the syntax to uno-trace.",
  );
}

/** A written file whose source has directives, while it has lost its comments. */
export function lostDirectives(file: string): Diagnostic {
  const text = `Nothing in ${basename(file)} is traced: its source has directives, and the compiler has dropped those comments`;
  const help =
    "Compile without `removeComments`, put directives above implementations and not above overloads, select the source by a glob in uno-trace.json, or compile with `uno-trace build`.";
  return warning("UNO2003", { file, start: 0, end: 0 }, text, help);
}

/** A file whose syntax is nested so deeply that a walk over it does not fit on a stack: it is left as it is. */
export function nestedTooDeeply(file: string): Diagnostic {
  return unread(
    file,
    "its syntax is nested too deeply",
    "Move the functions to be traced into a file of their own, or the nested code into one.",
  );
}

/** A file without imports and exports that `"module": "system"` leaves a script, where nothing loads the runtime. */
export function scriptOfSystem(file: string): Diagnostic {
  return unread(
    file,
    'it has no import or export, and `"module": "system"` writes such a file as a script, which cannot load the runtime',
    "Add `export {};` to it, which makes it a module.",
  );
}
