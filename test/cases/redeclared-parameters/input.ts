// @trace
function sync(options?: { n: number }) {
  // biome-ignore lint: this is the case
  var options = options || { n: 1 };
  return options.n;
}

// @trace
async function later(options?: { n: number }, fallback = 5) {
  // biome-ignore lint: this is the case
  var options = options || { n: fallback };
  for (var fallback = 0; fallback < 3; fallback++);
  return [options.n, fallback, "async result"];
}

// @trace
async function withFunction(callback: unknown) {
  return typeof callback;
  // biome-ignore lint: this is the case
  function callback() {}
}

// @trace
async function closure(a: number, read = () => a) {
  // biome-ignore lint: this is the case
  var a = a + 1;
  return [a, read()];
}

// @trace
const arrow = async ({ x }: { x: number }) => {
  // biome-ignore lint: this is the case
  var x = x * 2;
  return x;
};

export async function run() {
  return [
    sync(),
    sync({ n: 9 }),
    await later(),
    await later({ n: 2 }),
    await withFunction(1),
    await closure(1),
    await arrow({ x: 21 }),
  ];
}
