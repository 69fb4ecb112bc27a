export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  peek(): number {
    return this.text.charCodeAt(this.at);
  }

  next(): number {
    return this.text.charCodeAt(this.at++);
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  number(): number {
    let value = 0;
    while (!this.done && isDigit(this.peek())) value = value * 10 + this.next() - 48;
    return value;
  }
}
