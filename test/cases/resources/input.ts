const log: string[] = [];

class Handle {
  constructor(readonly name: string) {
    log.push(`open ${name}`);
  }
  [Symbol.dispose]() {
    log.push(`close ${this.name}`);
  }
  async [Symbol.asyncDispose]() {
    log.push(`closed later ${this.name}`);
  }
}

// @trace
function sync() {
  using a = new Handle("first handle");
  using b = new Handle("second handle");
  log.push(`use ${a.name} ${b.name}`);
  return "sync with resources";
}

// @trace
async function later() {
  await using a = new Handle("async handle");
  log.push(`use ${a.name}`);
  return "async with resources";
}

export async function run() {
  return [sync(), await later(), log];
}
