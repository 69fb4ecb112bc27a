// The option `instrument`: names in; what makes spans of a library's own events is switched on, until a set-up ends.
import type { Variables } from "../ground/environment-values.js";
import { report } from "../ground/faults.js";
import { ENGINE, process } from "../ground/node.js";
import { readKnownMethods } from "../middleware/request-facts.js";
import { all } from "./channels.js";
import type { ClientSettings } from "./client-span.js";
import { destinationsOf } from "./destinations.js";
import { instrumentFetch } from "./fetch.js";
import { LIBRARIES, type LibraryName } from "./libraries.js";
import { instrumentHttp, tellsEarly } from "./node-http.js";
import { endAllOpen } from "./open-answers.js";

/** What can be instrumented by name. */
export type InstrumentationName = "fetch" | "http" | LibraryName;

const INSTRUMENTATIONS: Readonly<Record<InstrumentationName, (settings: ClientSettings) => () => void>> = {
  fetch: instrumentFetch,
  http: instrumentHttp,
  ...LIBRARIES,
};

/** All names. */
export const INSTRUMENTATION_NAMES = Object.keys(INSTRUMENTATIONS) as readonly InstrumentationName[];

/** Switches on what is named; returns what switches it off. */
export function instrument(
  names: readonly InstrumentationName[],
  propagateTo: readonly string[],
  variables: Variables,
): () => void {
  sayWhatCannotBe(names);
  const settings = {
    destinations: destinationsOf(propagateTo),
    knownMethods: readKnownMethods(variables),
  };
  return all([...[...new Set(names)].map((name) => INSTRUMENTATIONS[name](settings)), endAllOpen]);
}

function sayWhatCannotBe(names: readonly InstrumentationName[]): void {
  if (ENGINE !== "node" && names.includes("fetch"))
    report(
      `\`instrument\`: ${ENGINE === "bun" ? "Bun" : "Deno"} does not tell of the requests of its \`fetch\`, so they have no` +
        ' spans; it tells of those of node:http (`instrument: ["http"]`), or put a function with `// @trace` around them' +
        " and `injectContext` into their headers",
    );
  if (names.includes("http") && !tellsEarly())
    report(
      `\`instrument\`: Node ${process.versions.node} tells of a request of node:http when its headers are sent, so it` +
        " does not carry the trace; Node 22.12 and later do, and `fetch` does here",
    );
}
