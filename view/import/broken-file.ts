// A file that holds no traces, or is damaged: the error that says what is wrong, and where.

/** Why nothing of a file is read. */
export class BrokenFile extends Error {
  override readonly name = "BrokenFile";
}
