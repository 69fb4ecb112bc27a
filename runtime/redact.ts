// Which names hide their values: a property or attribute name in, whether it looks like a secret out.

/** What stands in place of a secret. */
export const REDACTED = "[redacted]";

const SECRET =
  /passw(?:or)?d|passphrase|pwd|secret|token|authorization|cookie|apikey|accesskey|privatekey|credential|session|creditcard|cardnumber|cvv|cvc$|ssn$|^pin$|^auth$/;

const known = new Map<string, boolean>();
const MAX_KNOWN = 2000;

/** Whether a name such as `apiKey`, `user.password` or `x-session-id` names a secret. */
export function isSecret(name: string): boolean {
  const answer = known.get(name);
  if (answer !== undefined) return answer;
  const last = name.slice(name.lastIndexOf(".") + 1);
  const result = [name, last].some((text) => SECRET.test(text.toLowerCase().replaceAll(/[^a-z0-9]/g, "")));
  if (known.size < MAX_KNOWN) known.set(name, result);
  return result;
}
