// docs/opentelemetry.md: names exactly the variables that are read.
import { expect, test } from "vitest";
import { readEnvironment } from "../../runtime/environment.js";
import { readOtlpEnvironment } from "../../runtime/exporters/otlp-environment.js";
import { codesOf, readPage, rowsOf, sectionOf } from "./page.js";

test("the tables name every variable that is read, and no other", () => {
  const seen = new Set<string>();
  const variables = new Proxy<Record<string, string>>(
    {},
    {
      get(_, name) {
        seen.add(String(name));
        // Its argument is read when there is a sampler to give it to.
        return name === "OTEL_TRACES_SAMPLER" ? "traceidratio" : undefined;
      },
    },
  );
  readEnvironment(variables);
  readOtlpEnvironment(variables);
  const page = sectionOf(readPage("docs/opentelemetry.md"), "## Environment variables");
  const documented = rowsOf(page).flatMap(([name = ""]) => codesOf(name));
  expect(documented.sort()).toEqual([...seen].sort());
});
