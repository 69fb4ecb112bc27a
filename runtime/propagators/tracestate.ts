// W3C tracestate: the header's text in, an immutable list out (https://www.w3.org/TR/trace-context-2/#tracestate-header).
import { trimSpace } from "../ground/header-text.js";
import type { TraceState } from "../model/span.js";

const MAX_MEMBERS = 32;
/** More than so many characters hold no valid list, white space aside. */
const MAX_LENGTH = 32_768;
// Of level 2: the sign @ has no meaning.
const KEY = /^[a-z0-9][a-z0-9_\-*/@]{0,255}$/;
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

/**
 * Reads a tracestate; `undefined` when it is empty or malformed, and then the whole header counts as absent. Of a key
 * that comes twice the first one stays: that of the nearer caller.
 */
export function readTraceState(text: string): TraceState | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const members = new Map<string, string>();
  let count = 0;
  for (const part of text.split(",")) {
    const member = trimSpace(part);
    if (member === "") continue;
    const split = member.indexOf("=");
    const key = member.slice(0, split);
    const value = member.slice(split + 1);
    if (split < 1 || !KEY.test(key) || !VALUE.test(value) || ++count > MAX_MEMBERS) return undefined;
    if (!members.has(key)) members.set(key, value);
  }
  return members.size > 0 ? new MemberList(members) : undefined;
}
