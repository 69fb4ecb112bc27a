// A number in; the text of a module of about a hundred lines and eleven functions out.

/** Each is another. */
export function moduleText(index: number): string {
  const functions = Array.from(
    { length: 11 },
    (_, each) => `
export function step${each}(input: readonly number[], limit: number = ${index}): number {
  let total: number = 0;
  for (const value of input) {
    if (value > limit) total += value * ${each + 1};
    else total -= value;
  }
  return total;
}`,
  );
  return `${functions.join("\n")}\n`;
}
