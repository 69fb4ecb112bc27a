// Any value in, one line of text out that tells its kind and contents without running the program's code.
import { types } from "node:util";

const MAX_DEPTH = 4;

/** Renders a value, also one that throws when it is looked at. */
export function show(value: unknown): string {
  try {
    return render(value, 0);
  } catch {
    return "unreadable";
  }
}

/** Renders a value: types, own properties by descriptor, errors by constructor and message, functions by shape. */
function render(value: unknown, depth = 0): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (types.isProxy(value)) return "Proxy";
  if (typeof value === "function") return renderFunction(value);
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (value === globalThis) return "global";
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  const name = constructorName(value) || tag;
  if (value instanceof Error) return `${name}(${render(withoutSource(ownValue(value, "message")))})`;
  if (depth >= MAX_DEPTH) return `${name} …`;
  if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    return `${name}<${render(value.valueOf())}>${renderMembers(value, depth)}`;
  }
  return `${name === tag || tag === "Object" ? name : `${name}:${tag}`}${renderMembers(value, depth)}`;
}

function renderMembers(value: object, depth: number): string {
  // Node puts symbols of its own on promises.
  const keys = value instanceof Promise ? Object.getOwnPropertyNames(value) : Reflect.ownKeys(value);
  const members = keys.map((key) => {
    const { get, set, value: content } = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor;
    return `${String(key)}: ${get || set ? "accessor" : render(content, depth + 1)}`;
  });
  return `{${members.join(", ")}}${Object.isFrozen(value) && members.length > 0 ? " frozen" : ""}`;
}

function renderFunction(value: object): string {
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  const prototype = Object.getOwnPropertyDescriptor(value, "prototype");
  const shape = prototype
    ? ` prototype{${Reflect.ownKeys((prototype.value ?? {}) as object).map(String)}}`
    : "";
  return `${kind} ${render(ownValue(value, "name"))}/${render(ownValue(value, "length"))}${shape}`;
}

// V8 quotes the source in some messages.
function withoutSource(message: unknown): unknown {
  if (typeof message !== "string") return message;
  return message
    .replace(/^.* is not a constructor$/s, "… is not a constructor")
    .replace(/(\(intermediate value\))+/g, "$1");
}

const ownValue = (value: object, key: string): unknown => Object.getOwnPropertyDescriptor(value, key)?.value;

function constructorName(value: object): string {
  const prototype = Object.getPrototypeOf(value) as object | null;
  const maker = prototype && ownValue(prototype, "constructor");
  return typeof maker === "function" ? String(ownValue(maker, "name")) : "";
}
