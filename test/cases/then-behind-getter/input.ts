// `then` is a getter, and a function that the program has put on Object.prototype is what its descriptor inherits as `value`.

const calls: string[] = [];

function settle(name: string) {
  return function then(resolve: (value: unknown) => void): void {
    calls.push(name);
    resolve(name);
  };
}

const behindGetter = {
  get then() {
    calls.push("getter");
    return settle("own then");
  },
};

// @trace
async function waits(thenable: unknown): Promise<unknown> {
  return await thenable;
}

// @trace
async function returns(thenable: unknown): Promise<unknown> {
  return thenable;
}

export async function run(): Promise<unknown> {
  Object.defineProperty(Object.prototype, "value", { value: settle("inherited"), configurable: true });
  try {
    return { waited: await waits(behindGetter), returned: await returns(behindGetter), calls };
  } finally {
    Reflect.deleteProperty(Object.prototype, "value");
  }
}
