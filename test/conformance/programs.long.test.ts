// A real program with generators and promises, whole, by both emitters; all of them by `npm run conformance -- --program all`.
import { expect, it } from "vitest";
import { compareProgram } from "./programs/comparison.js";
import { buildSubjects } from "./programs/subjects.js";

const LIMIT_MS = 600_000;

it.each(["text", "ast"] as const)(
  "liquidjs writes the same, by the %s emitter",
  (emitter) => {
    const results = buildSubjects("liquidjs", emitter).map((subject) => compareProgram(subject, emitter));
    expect(results.map(({ format }) => format)).toEqual(["cjs", "esm"]);
    for (const { spans, differences } of results) {
      expect(differences).toEqual([]);
      expect(spans).toBeGreaterThan(1_000_000);
    }
  },
  LIMIT_MS,
);
