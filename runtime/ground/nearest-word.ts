// A word that is none of those that exist in; the one that was probably meant out.

/** The nearest of the words, if few letters are wrong; capital letters count as small ones. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const each of words) {
    const wrong =
      word.length - each.length > limit ? least : distance(word.toLowerCase(), each.toLowerCase());
    if (wrong >= least || wrong >= each.length) continue;
    best = each;
    least = wrong;
  }
  return best;
}

/** How many letters have to be changed, added or left out (Levenshtein), row by row of the table. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (above[column - 1] as number) + (from[row - 1] === to[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[column] as number) + 1, (line[column - 1] as number) + 1));
    }
    above = line;
  }
  return above[to.length] as number;
}

/** What is said of a name that nobody knows. */
export function unknownName(what: string, name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  const question = meant === undefined ? "" : `did you mean ${meant}? `;
  return `unknown ${what}; ${question}there are ${names.join(", ")}`;
}
