// @trace
const double = (n: number) => n * 2;

// @trace
const object = (a: string) => ({ a });

// @trace
const comma = (n: number) => (n++, Math.max(n, 1));

// @trace
const curried = (a: number) => (b: number) => a + b;

// @trace
const block = (text: string): string => {
  const up = text.toUpperCase();
  return `${up} done`;
};

// @trace
const nothing = () => {};

// @trace
const later = async (n: number) => n + 1;

// @trace
const laterObject = async () => ({ key: "value of key" });

function lexical(this: { name: string }) {
  // @trace
  const arrow = () => [this.name, arguments.length];
  // @trace
  const asyncArrow = async () => [this.name, arguments.length];
  return [arrow(), asyncArrow()];
}

// @trace
const generic = <T,>(value: T): T => value;

const both = /* @trace name="inner both" */ (f: () => number) => f();

export async function run() {
  const [first, second] = lexical.call({ name: "lexical this" });
  return [
    double(2),
    object("x"),
    comma(1),
    curried(1)(2),
    block("a"),
    nothing(),
    await later(1),
    await laterObject(),
    first,
    await second,
    generic("generic"),
    [1].map(/* @trace */ (n) => n + 1),
    both(/* @trace name="the argument" */ () => 7),
    [double.name, double.length, later.name, "prototype" in double],
  ];
}
