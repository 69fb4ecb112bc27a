const key = "computed";

class Account {
  static #count = 0;
  #balance = 0;

  // @trace
  static create() {
    Account.#count++;
    return new this();
  }

  // @trace
  deposit(amount: number) {
    return this.#add(amount);
  }

  // @trace
  #add(amount: number) {
    this.#balance += amount;
    return this;
  }

  // @trace
  get total() {
    return this.#balance;
  }

  // @trace
  set total(value) {
    if (value < 0) throw new RangeError("below zero");
    this.#balance = value;
  }

  // @trace
  [key]() {
    return "computed member";
  }

  // @trace
  ["quoted name"]() {
    return "quoted member";
  }

  // @trace
  get [Symbol.toStringTag]() {
    return "AccountTag";
  }

}

class Savings extends Account {
  // @trace
  override deposit(amount: number) {
    return super.deposit(amount * 2);
  }

  // @trace
  override get total() {
    return super.total + 1;
  }

  // @trace
  override set total(value) {
    super.total = value;
  }
}

export function run() {
  const account = Savings.create();
  account.deposit(5);
  const log: unknown[] = [account.total, account[key](), account["quoted name"](), String(account)];
  try {
    account.total = -1;
  } catch (error) {
    log.push((error as Error).message);
  }
  const descriptor = Object.getOwnPropertyDescriptor(Account.prototype, "deposit");
  log.push(descriptor?.enumerable, Account.prototype.deposit.length, Account.prototype.deposit.name);
  log.push("prototype" in Account.prototype.deposit);
  return log;
}
