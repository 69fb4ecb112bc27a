class Counter {
  count = 0;

  // @trace
  increment = (by = 1) => {
    this.count += by;
    return this.count;
  };

  // @trace
  later = async () => {
    await null;
    return this.count;
  };

  // @trace
  static make = function (this: unknown) {
    return new Counter();
  };

  // @trace
  #hidden = () => `hidden ${this.count}`;

  reveal() {
    return this.#hidden();
  }
}

const Anonymous = class {
  // @trace
  method() {
    return "anonymous class";
  }
};

export async function run() {
  const counter = Counter.make();
  const { increment } = counter;
  return [increment(), increment(5), await counter.later(), counter.reveal(), increment.name, increment.length, new Anonymous().method()];
}
