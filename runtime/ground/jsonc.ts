// JSON with comments and trailing commas: text in, the value and the place of each member out.

/** What was read, and where: offsets of values by their path, `monitoring.sampleRatio`. */
export interface JsoncDocument {
  readonly value: unknown;
  readonly places: ReadonlyMap<string, number>;
}

/** A text that is no JSON, with the offset where that shows. */
export class JsoncError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * Reads JSON with comments, trailing commas and a byte order mark.
 * @throws JsoncError
 */
export function readJsonc(text: string): JsoncDocument {
  const reader = new Reader(text);
  const value = reader.value("");
  reader.end();
  return { value, places: reader.places };
}

/** 1-based line and column of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

const BLANK = /(?:[\s\uFEFF]|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const SCALAR = /"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true\b|false\b|null\b/y;

class Reader {
  readonly places = new Map<string, number>();
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(path: string): unknown {
    this.skip();
    this.places.set(path, this.at);
    if (this.take("{")) return this.object(path);
    return this.take("[") ? this.array(path) : this.scalar();
  }

  end(): void {
    this.skip();
    if (this.at < this.text.length) this.expected("the end of the file");
  }

  private object(path: string): Record<string, unknown> {
    const members: [string, unknown][] = [];
    while (!this.closes("}")) {
      const key = this.scalar();
      if (typeof key !== "string") this.expected("a name in double quotes");
      this.skip();
      if (!this.take(":")) this.expected("`:`");
      members.push([key as string, this.value(path === "" ? String(key) : `${path}.${String(key)}`)]);
      this.separate("}");
    }
    return Object.fromEntries(members);
  }

  private array(path: string): unknown[] {
    const items: unknown[] = [];
    while (!this.closes("]")) {
      items.push(this.value(`${path}.${items.length}`));
      this.separate("]");
    }
    return items;
  }

  private scalar(): unknown {
    SCALAR.lastIndex = this.at;
    const match = SCALAR.exec(this.text);
    if (match === null) return this.expected("a value");
    try {
      const value: unknown = JSON.parse(match[0]);
      this.at = SCALAR.lastIndex;
      return value;
    } catch {
      return this.expected("a valid value");
    }
  }

  private closes(bracket: string): boolean {
    this.skip();
    return this.take(bracket);
  }

  private separate(bracket: string): void {
    this.skip();
    if (!this.take(",") && this.text[this.at] !== bracket) this.expected(`\`,\` or \`${bracket}\``);
  }

  private skip(): void {
    BLANK.lastIndex = this.at;
    BLANK.exec(this.text);
    this.at = BLANK.lastIndex;
  }

  private take(token: string): boolean {
    if (this.text[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private expected(what: string): never {
    const found = this.at < this.text.length ? `\`${this.text[this.at]}\`` : "the end of the file";
    throw new JsoncError(`expected ${what}, found ${found}`, this.at);
  }
}
