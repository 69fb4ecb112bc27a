// Frames of an untraced stack in; what the traced program may show instead out, by the form of each function.
import { FORMS } from "../../transformer/model/form.js";
import type { Plan } from "../../transformer/model/plan.js";
import { positionsOf } from "../../transformer/source/source-position.js";

/** One frame of a stack: of the program (with a line), of a built-in function, or of the tracer. */
export interface Frame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

type FormOf = (
  line: number,
) =>
  | { readonly form: Plan["sites"][number]["form"]; readonly head: number; readonly end: number }
  | undefined;

/** Finds the innermost traced function around a line, and the lines on which its body begins and ends. */
export function formsOf(source: string, { functions, sites }: Plan): FormOf {
  const at = positionsOf(source);
  const places = functions.map(({ start, end }) => ({
    first: at(start).line,
    last: at(end).line,
    site: sites.find((site) => site.start === start),
  }));
  return (line) => {
    const around = places.filter(({ first, last }) => first <= line && line <= last);
    const site = around.at(-1)?.site;
    return site && { form: site.form, head: at(site.body.start).line, end: at(site.body.end).line };
  };
}

/** How a frame is compared: the tracer's own are alike, built-in functions have no place. */
export function textOf({ name, file, line, column }: Frame, columns: boolean): string {
  if (file === "") return `built-in ${name}`;
  if (isOfTracer(file)) return "tracer";
  return `${name} ${line}${columns ? `:${column}` : ""}`;
}

const isOfTracer = (file: string) => /\/(?:dist|runtime)\//.test(file);

/** The program's part of a stack: what called it comes last. */
export const programPart = (frames: readonly Frame[]): readonly Frame[] => {
  const end = frames.findIndex(({ file }) => /run-calls\.mjs$|^node:/.test(file));
  return end === -1 ? frames : frames.slice(0, end);
};

/** A frame that the traced program has to show. */
export interface ExpectedFrame {
  readonly text: string;
  /** The untraced stack has it, too; of the others the line is known and not the column. */
  readonly own: boolean;
}

/** What the traced program has to show for the frames of the untraced one. */
export function expectedFrames(
  raw: readonly Frame[],
  formOf: FormOf,
  columns: boolean,
): readonly ExpectedFrame[] {
  const frame = (text: string) => ({ text, own: false });
  return raw.flatMap((own, index) => {
    const kept = { text: textOf(own, columns), own: true };
    const found = own.file === "" ? undefined : formOf(own.line);
    const moves = found && FORMS[found.form].moves;
    if (!found || !moves) return [kept];
    const name = own.name.replace(/^async(?: |$)/, "");
    const below = raw[index + 1];
    const waits = frame(`async ${name} ${found.head}`);
    // A function that was resumed after an `await` is on the stack by itself; the outer one waits for it.
    if (moves.as === "arrow") return [kept, isWaiting(below) ? waits : frame(`${name} ${found.end}`)];
    if (below?.file !== "") return [kept, waits];
    return [kept, frame(textOf(below, false)), frame("tracer"), frame(`${name} ${found.head}`)];
  });
}

const isWaiting = (below: Frame | undefined) => below === undefined || /^async(?: |$)/.test(below.name);
