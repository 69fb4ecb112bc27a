// Source text in; how deep its syntax may be nested out, without a parser: oxc-parser ends the process on a full stack.
/** Levels for an operator of a chain such as `a + b` or `a.b`: its frames are small. */
const OPERATOR = 0.1;

/**
 * Levels that are parsed where the caller stands. The parser takes up to 4 KiB of native stack a level; a main thread has
 * from 1 MiB (Windows), a worker 4 MiB.
 */
export const DEEPEST_HERE = 200;

/**
 * Estimates how many levels a recursive parser goes down in a text. Brackets count one each, so do chained `else`,
 * arrows, `? :`, assignments and JSX elements. Comments and strings count as code: an estimate may be too high.
 */
export function nestingOf(text: string): number {
  const scan = new NestingScan(text);
  for (let at = 0; at < text.length; at++) scan.read(text.charCodeAt(at), at);
  return scan.deepest;
}

class NestingScan {
  deepest = 0;
  readonly #text: string;
  /** What was open in each bracket around the present one. */
  readonly #outer: { readonly chain: number; readonly alternatives: number }[] = [];
  /** What nests in the present bracket without one of its own, until the expression ends. */
  #chain = 0;
  /** Chained `else`, until the statement ends. */
  #alternatives = 0;
  #outside = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(code: number, at: number): void {
    switch (code) {
      case 40: // (
      case 91: // [
      case 123: // {
        this.#open();
        break;
      case 41: // )
      case 93: // ]
        this.#close();
        break;
      case 125: // }
        this.#close();
        this.#endStatement(at);
        break;
      case 59: // ;
        this.#chain = 0;
        this.#endStatement(at);
        break;
      case 44: // ,
        this.#chain = 0;
        break;
      case 10: // A blank line, for those who write no semicolons.
        if (this.#text.charCodeAt(at + 1) === 10) this.#chain = 0;
        break;
      default:
        if (code < 127) this.#readOperator(code, at);
    }
  }

  #readOperator(code: number, at: number): void {
    switch (code) {
      case 60: // <
        this.#nest(this.#text.charCodeAt(at + 1) === 47 ? -1 : 1);
        break;
      case 63: // ?
        this.#readQuestion(at);
        break;
      case 33: // !
      case 61: // =
      case 126: // ~
        // A ruler in a comment is no chain.
        if (this.#text.charCodeAt(at - 1) !== code) this.#nest(1);
        break;
      case 37: // %
      case 38: // &
      case 42: // *
      case 43: // +
      case 45: // -
      case 46: // .
      case 47: // /
      case 94: // ^
      case 124: // |
        if (this.#text.charCodeAt(at - 1) !== code) this.#nest(OPERATOR);
    }
  }

  /** `a ? b : c` nests, `a?.b` is a link of a chain, and `a?: T` of a type neither; types are often written without `;`. */
  #readQuestion(at: number): void {
    const next = this.#text.charCodeAt(at + 1);
    if (next === 58 || this.#text.charCodeAt(at - 1) === 63) return;
    if (next !== 46) this.#nest(1);
  }

  #nest(levels: number): void {
    this.#chain = Math.max(0, this.#chain + levels);
    this.#measure();
  }

  #measure(): void {
    this.deepest = Math.max(this.deepest, this.#outside + this.#chain + this.#alternatives);
  }

  #open(): void {
    this.#outer.push({ chain: this.#chain, alternatives: this.#alternatives });
    this.#outside += 1 + this.#chain + this.#alternatives;
    this.#chain = 0;
    this.#alternatives = 0;
    this.#measure();
  }

  #close(): void {
    const outer = this.#outer.pop();
    if (!outer) return;
    this.#chain = outer.chain;
    this.#alternatives = outer.alternatives;
    this.#outside -= 1 + outer.chain + outer.alternatives;
  }

  /** Behind `;` and `}`. */
  #endStatement(at: number): void {
    ELSE_RE.lastIndex = at + 1;
    this.#alternatives = ELSE_RE.test(this.#text) ? this.#alternatives + 1 : 0;
  }
}

const ELSE_RE = /\s*else\b/y;
