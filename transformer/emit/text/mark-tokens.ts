// A text that is edited in; its tokens marked out, so that its map leads from each of them to where it stood.
import type MagicString from "magic-string";

/**
 * Asks for a mapping at each word and each sign. magic-string's own `hires: "boundary"` maps each blank as well, and
 * keeps every mapping as an array: for a file of some megabytes half of the time that writing it takes.
 */
export function markTokens(output: MagicString): void {
  const text = output.original;
  let inWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isWord = isWordCode(code);
    if (isWord ? !inWord : code > SPACE) output.addSourcemapLocation(at);
    inWord = isWord;
  }
}

const SPACE = 32;
const BLANK_RE = /\s/;

/** Digits, letters, `$`, `_` and all that is not ASCII: no token begins within such a run. */
function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    (code > 127 && !BLANK_RE.test(String.fromCharCode(code)))
  );
}
