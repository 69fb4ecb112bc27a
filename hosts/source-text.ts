// The content of a file in; the text that the planner counts offsets in out.
/** Takes a byte order mark off, as compilers do. */
export function withoutByteOrderMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}
