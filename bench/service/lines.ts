// Pieces of text in, as a socket gives them; whole lines out.

/** A function that takes pieces and calls `take` with each line. */
export function linesOf(take: (line: string) => void): (piece: string) => void {
  let rest = "";
  return (piece) => {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  };
}
