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
  await null;
  return [options.n, fallback, "async result"];
}

// @trace
async function withFunction(callback: unknown) {
  await null;
  return typeof callback;
  // biome-ignore lint: this is the case
  function callback() {}
}

// @trace
async function settled(options?: { n: number }) {
  // biome-ignore lint: a body that never waits stays where it is
  var options = options || { n: 11 };
  return `settled ${options.n} ${typeof helper} ${arguments.length}`;
  // biome-ignore lint: this is the case
  function helper() {}
}

// @trace
async function closure(a: number, read = () => a) {
  // biome-ignore lint: this is the case
  var a = a + 1;
  await null;
  return [a, read()];
}

// @trace
const arrow = async ({ x }: { x: number }) => {
  // biome-ignore lint: this is the case
  var x = x * 2;
  await null;
  return x;
};

// @trace
async function moved(options?: { n: number }, fallback = 6) {
  // biome-ignore lint: this is the case
  var options = options || { n: fallback };
  for await (var fallback of [7]) options.n++;
  return [options.n, fallback, (() => arguments.length)()];
}

// @trace
async function movedWithFunction(callback: unknown) {
  for await (const _ of [1]);
  return typeof callback;
  // biome-ignore lint: this is the case
  var callback;
  // biome-ignore lint: this is the case
  function callback() {}
}

// @trace
const movedArrow = async (x: number, read = () => x) => {
  for await (const _ of [1]);
  // biome-ignore lint: this is the case
  var x = x * 2;
  return [x, read()];
};

// @trace
function* movedGenerator(x: number, { y = x }: { y?: number }) {
  yield* [x, y];
  const inner = () => {
    var x = 9;
    return x;
  };
  // biome-ignore lint: this is the case
  var y = y + inner();
  yield [x, y];
}

export async function run() {
  return [
    sync(),
    sync({ n: 9 }),
    await settled(),
    await settled({ n: 12 }),
    await later(),
    await later({ n: 2 }),
    await withFunction(1),
    await closure(1),
    await arrow({ x: 21 }),
    await moved(),
    await moved({ n: 2 }),
    await movedWithFunction(1),
    await movedArrow(21),
    [...movedGenerator(1, {})],
  ];
}
