// @trace
export function parse(text: string): string;
export function parse(text: number): number;
export function parse(text: string | number): string | number {
  return typeof text === "string" ? `text ${text}` : text * 2;
}

class Parser {
  // @trace
  read(text: string): string;
  read(text: number): number;
  read(text: string | number) {
    return text;
  }
}

abstract class Shape {
  abstract area(): number;
  // @trace
  describe() {
    return `shape of ${this.area()}`;
  }
}

class Square extends Shape {
  // @trace
  override area() {
    return 4;
  }
}

export const run = () => [parse("a"), parse(2), new Parser().read("read text"), new Square().describe()];
