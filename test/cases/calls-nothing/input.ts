// Functions that call nothing leave their caller's span current; in all others what runs is below their own.

// @trace
function probe() {}

// @trace
function sum(from: number, to: number) {
  let total = 0;
  for (let n = from; n <= to; n++) total += n;
  return total;
}

// @trace
const sign = (n: number) => (n < 0 ? "minus" : `plus ${n}`);

// @trace args=reason
function refuses(reason: string): never {
  throw reason;
}

// @trace
function makes() {
  return { later: () => probe() };
}

// @trace
class Basket {
  readonly #lines: readonly number[];

  constructor(lines: readonly number[]) {
    this.#lines = lines;
  }

  // @trace
  get dear() {
    probe();
    return this.#lines.length > 1;
  }

  *[Symbol.iterator]() {
    yield* this.#lines;
  }

  set(key: "dear" | "cheap") {
    return this[key as "dear"];
  }

  first() {
    for (const line of this) return line;
    return undefined;
  }

  pair() {
    const [one, two] = this;
    return { one, two };
  }

  all() {
    return [...this];
  }

  isDear() {
    const { dear } = this;
    return dear;
  }

  assigned(into: { dear?: boolean }) {
    ({ dear: into.dear } = this);
    return into.dear;
  }
}

class Amount {
  // @trace name=hasInstance
  static [Symbol.hasInstance](value: unknown) {
    probe();
    return typeof value === "number";
  }
}

// @trace
function isAmount(value: unknown) {
  return value instanceof (Amount as never as new () => unknown);
}

const watched = new Proxy(
  {},
  {
    // @trace name=has
    has(_, key) {
      probe();
      return key === "asked for";
    },
  },
);

// @trace
function asks(key: string) {
  return key in watched;
}

// @trace
function disposes() {
  using _ = resource;
}

// @trace
function note(words: TemplateStringsArray) {
  probe();
  return words.raw.length;
}

// @trace
function tags() {
  return note`tagged`;
}

// @trace
function extendsWhat() {
  return class extends (Amount) {
    static readonly made = sum(1, 2);
  };
}

// @trace
function declares() {
  class Inner {
    static readonly made = probe();
  }
  return typeof Inner;
}

const resource = {
  // @trace name=dispose
  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    probe();
  },
} as Disposable;

export function run(): unknown[] {
  const basket = new Basket([70, 50]);
  const { later } = makes();
  later();
  const results: unknown[] = [sum(1, 4), sign(-1), sign(2), basket.set("dear"), basket.first(), basket.pair()];
  results.push(basket.all(), isAmount(3), asks("asked for"), declares(), basket.isDear(), basket.assigned({}), disposes(), tags(), typeof extendsWhat());
  try {
    refuses("without a reason");
  } catch (error) {
    results.push(error);
  }
  probe();
  return results;
}
