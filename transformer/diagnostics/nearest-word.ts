// A word and the words that exist in; the one that was probably meant out.
import leven from "leven";

/** The nearest of the words, if it is at most `limit` letters away. */
export function nearest(word: string, words: readonly string[], limit: number): string | undefined {
  const ranked = words.map((each) => ({ each, distance: leven(word.toLowerCase(), each.toLowerCase()) }));
  const best = ranked.sort((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= limit ? best.each : undefined;
}
