// Which names hide their values: a property or attribute name in, whether it looks like a secret out.
import { charCode, lowerCase, mapGet, mapSet, mapSize, matches } from "./intrinsics.js";

/** What stands in place of a secret. */
export const REDACTED = "[redacted]";

const SECRET =
  /passw(?:or)?d|passphrase|pwd|secret|token|authorization|cookie|apikey|accesskey|privatekey|credential|session|creditcard|cardnumber|cvv|cvc$|ssn$|^pin$|^auth$/;

const known = new Map<string, boolean>();
const MAX_KNOWN = 2000;

/** Whether a name such as `apiKey`, `user.password` or `x-session-id` names a secret. */
export function isSecret(name: string): boolean {
  const answer = mapGet(known, name);
  if (answer !== undefined) return answer;
  const { all, last } = bareNames(lowerCase(name));
  const result = matches(SECRET, all) || matches(SECRET, last);
  if (mapSize(known) < MAX_KNOWN) mapSet(known, name, result);
  return result;
}

// The letters and digits of a dotted name, and of its last segment.
function bareNames(name: string): { all: string; last: string } {
  let all = "";
  let last = "";
  for (let index = 0; index < name.length; index++) {
    const code = charCode(name, index);
    const isPlain = (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
    if (isPlain) all += name[index] as string;
    if (isPlain) last += name[index] as string;
    else if (name[index] === ".") last = "";
  }
  return { all, last };
}
