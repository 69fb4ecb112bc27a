// W3C tracestate: the header's text in, an immutable list out (https://www.w3.org/TR/trace-context/#tracestate-header).
import type { TraceState } from "./span-shape.js";

const MAX_MEMBERS = 32;
const KEY = /^(?:[a-z][a-z0-9_\-*/]{0,255}|[a-z0-9][a-z0-9_\-*/]{0,240}@[a-z][a-z0-9_\-*/]{0,13})$/;
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

class MemberList implements TraceState {
  private readonly members: ReadonlyMap<string, string>;

  constructor(members: ReadonlyMap<string, string>) {
    this.members = members;
  }

  get(key: string): string | undefined {
    return this.members.get(key);
  }

  /** Puts the entry first, as the specification asks; an invalid one changes nothing. */
  set(key: string, value: string): TraceState {
    if (!KEY.test(key) || !VALUE.test(value)) return this;
    const rest = [...this.members].filter(([name]) => name !== key);
    return new MemberList(new Map([[key, value] as const, ...rest].slice(0, MAX_MEMBERS)));
  }

  unset(key: string): TraceState {
    return new MemberList(new Map([...this.members].filter(([name]) => name !== key)));
  }

  serialize(): string {
    return [...this.members].map(([key, value]) => `${key}=${value}`).join(",");
  }
}

/** Reads a tracestate; `undefined` when it is empty or malformed, and then the whole header counts as absent. */
export function readTraceState(text: string): TraceState | undefined {
  const members = new Map<string, string>();
  for (const part of text.split(",")) {
    const member = part.replace(/^[ \t]+|[ \t]+$/g, "");
    if (member === "") continue;
    const split = member.indexOf("=");
    const key = member.slice(0, split);
    const value = member.slice(split + 1);
    if (split < 1 || !KEY.test(key) || !VALUE.test(value) || members.has(key)) return undefined;
    members.set(key, value);
  }
  return members.size > 0 && members.size <= MAX_MEMBERS ? new MemberList(members) : undefined;
}
