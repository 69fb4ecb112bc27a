// A piece of a source text: two offsets.
/** UTF-16 offsets into the source text, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
