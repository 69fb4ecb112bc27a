// A name in; the programs that it means out, built as they are and by one emitter.
import { type Format, PROGRAMS } from "../../../bench/programs/table.js";
import { buildCopies } from "../../../bench/programs/variants.js";
import { realSubject } from "./real-programs.js";
import { REWRITERS } from "./rewriters.js";
import { SMALL, smallSubject } from "./small-programs.js";
import type { Emitter, Subject } from "./subject.js";

const FORMATS: readonly Format[] = ["cjs", "esm"];

/** Builds the programs that a name, or `all`, means. @throws Error for a name that there is not */
export function buildSubjects(name: string, emitter: Emitter): readonly Subject[] {
  const isMeant = (each: { readonly name: string }) => name === "all" || each.name === name;
  const [real, small] = [PROGRAMS.filter(isMeant), SMALL.filter(isMeant)];
  if (real.length + small.length === 0) {
    const names = [...PROGRAMS, ...SMALL].map((each) => each.name).join(", ");
    throw new Error(`--program ${name}: there are ${names}, and all`);
  }
  if (real.length > 0) buildCopies(real, { [emitter]: REWRITERS[emitter] });
  return [
    ...real.flatMap((program) => FORMATS.map((format) => realSubject(program, format))),
    ...small.map((program) => smallSubject(program, emitter)),
  ];
}
