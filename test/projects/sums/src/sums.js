export function* upTo(end) {
  for (let n = 1; n <= end; n += 1) yield n;
}

export const sum = (numbers) => [...numbers].reduce((total, n) => total + n, 0);

export class Account {
  #cents = 0;
  get cents() {
    return this.#cents;
  }
  async deposit(cents) {
    await null;
    this.#cents += cents;
    return this;
  }
}
