export class Everything {
  #value = 0;
  constructor() {
    this.#value = 1;
  }
  get value() {
    return this.#value;
  }
  set value(value) {
    this.#value = value;
  }
  method() {
    return [3, 1, 2].filter((n) => n < 3);
  }
}

function plain() {
  return [1].map(function (n) {
    return n + 1;
  });
}

export function run() {
  const everything = new Everything();
  everything.value = 5;
  return [everything.value, everything.method(), plain(), (() => "called at once")()];
}
