// Lines of a console in, the same with the ids of the current span out.
import { keysOf } from "../ground/intrinsics.js";
import { traceIds } from "./trace-ids.js";

const METHODS = ["debug", "error", "info", "log", "warn"] as const;

type Method = (...values: unknown[]) => void;
type Methods = Record<(typeof METHODS)[number], Method>;

/** What was done to a console. */
interface Change {
  readonly originals: Methods;
  readonly own: Partial<Methods>;
  /** Somebody may have wrapped a method of ours, which then stays. */
  isUndone: boolean;
}

const CHANGES = new WeakMap<object, Change>();

/**
 * Lets the lines of `console.debug`, `error`, `info`, `log` and `warn` have the ids of the current span: at the end of the
 * line, or as members of a line that is one JSON object. A line outside of any span, and an empty one, stays as it is.
 * Calling it twice adds them once.
 * @param console another console than the global one
 * @returns what undoes it; a method that somebody has replaced since stays theirs
 */
export function addTraceIdsToConsole(
  console: Partial<Pick<Console, "debug" | "error" | "info" | "log" | "warn">> = globalThis.console,
): () => void {
  const methods = console as Methods;
  const change = CHANGES.get(methods) ?? changed(methods);
  CHANGES.set(methods, change);
  return () => undo(methods, change);
}

function changed(console: Methods): Change {
  const originals = Object.fromEntries(METHODS.map((name) => [name, console[name]])) as Methods;
  const change: Change = { originals, own: {}, isUndone: false };
  for (const name of METHODS) {
    const original = originals[name];
    if (typeof original !== "function") continue;
    // As a member, it has the method's name.
    const { [name]: withIds } = {
      [name](this: unknown, ...values: unknown[]): void {
        Reflect.apply(original, this, change.isUndone ? values : withTraceIdsOf(values));
      },
    };
    change.own[name] = withIds as Method;
    console[name] = withIds as Method;
  }
  return change;
}

function undo(console: Methods, change: Change): void {
  if (change.isUndone) return;
  change.isUndone = true;
  CHANGES.delete(console);
  for (const name of METHODS) if (console[name] === change.own[name]) console[name] = change.originals[name];
}

function withTraceIdsOf(values: unknown[]): unknown[] {
  const ids: Readonly<Record<string, string>> = { ...traceIds() };
  const names = keysOf(ids);
  if (values.length === 0 || names.length === 0) return values;
  const [line] = values;
  if (values.length === 1 && typeof line === "string" && isObjectText(line)) return [inserted(line, ids)];
  const text = names.map((name) => `${name}=${ids[name]}`).join(" ");
  return typeof line === "string" && takesOneMore(line, values.length)
    ? [`${line} ${text}`, ...values.slice(1)]
    : [...values, text];
}

/** Whether a further value would be formatted into the line: a line alone is printed as it is, `%%` and `%c3` included. */
function takesOneMore(line: string, values: number): boolean {
  if (values === 1) return line.includes("%");
  const places = line.match(/%[%sdifjoOc]/g) ?? [];
  return places.filter((place) => place !== "%%").length >= values;
}

/** Whether a line is one object, as loggers that print JSON write it. */
function isObjectText(line: string): boolean {
  if (!/^\{.*\}$/s.test(line)) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** At the end, but for what the line says itself. */
function inserted(line: string, ids: Readonly<Record<string, string>>): string {
  const own = JSON.parse(line);
  const added = keysOf(ids).filter((name) => !(name in own));
  if (added.length === 0) return line;
  const members = added.map((name) => `"${name}":"${ids[name]}"`).join();
  const comma = keysOf(own).length > 0 ? "," : "";
  return `${line.slice(0, -1)}${comma}${members}}`;
}
