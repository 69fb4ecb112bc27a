// Lines of a console in, the same with the ids of the current span out.
import { keysOf } from "../ground/intrinsics.js";
import { traceIds } from "./trace-ids.js";

const METHODS = ["debug", "error", "info", "log", "warn"] as const;

type Method = (...values: unknown[]) => void;
type Methods = Record<(typeof METHODS)[number], Method>;

/** The methods as they were, of consoles that have been changed. */
const ORIGINALS = new WeakMap<object, Methods>();

/**
 * Lets the lines of `console.debug`, `error`, `info`, `log` and `warn` have the ids of the current span: at the end of the
 * line, or as members of a line that is one JSON object. A line outside of any span, and an empty one, stays as it is.
 * Calling it twice adds them once.
 * @param console another console than the global one
 * @returns what puts the methods back, unless somebody has replaced them since
 */
export function addTraceIdsToConsole(
  console: Partial<Pick<Console, "debug" | "error" | "info" | "log" | "warn">> = globalThis.console,
): () => void {
  const methods = console as Methods;
  if (!ORIGINALS.has(methods)) ORIGINALS.set(methods, change(methods));
  return () => putBack(methods);
}

function change(console: Methods): Methods {
  const originals = { ...pick(console) };
  for (const name of METHODS) {
    const original = originals[name];
    if (typeof original !== "function") continue;
    const { [name]: withIds } = {
      [name](this: unknown, ...values: unknown[]): void {
        Reflect.apply(original, this, withTraceIdsOf(values));
      },
    };
    OURS.add(withIds as Method);
    console[name] = withIds as Method;
  }
  return originals;
}

/** Methods of ours. */
const OURS = new WeakSet<Method>();

function pick(console: Methods): Methods {
  return Object.fromEntries(METHODS.map((name) => [name, console[name]])) as Methods;
}

function putBack(console: Methods): void {
  const originals = ORIGINALS.get(console);
  if (originals === undefined) return;
  for (const name of METHODS) if (OURS.has(console[name])) console[name] = originals[name];
  ORIGINALS.delete(console);
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
