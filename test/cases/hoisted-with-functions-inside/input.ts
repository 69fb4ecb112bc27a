// Functions that move to the head of a body, with traced functions in them and beside them.
const log: unknown[] = [];

// @trace
function outer(p: unknown): unknown {
  log.push(`behind the head, ${typeof p}`);
  [1, 2].forEach(
    // @trace name="callback of outer"
    (n) => {
      log.push(n);
    },
  );
  const items = [...(numbers() as Iterable<number>)];
  // @trace
  function p() {
    // @trace
    async function* deep() {
      yield "deep in a moved function";
    }
    return [deep().next instanceof Function, items];
  }
  // @trace
  function* numbers() {
    yield* [3, 4];
  }
  // biome-ignore lint: what makes the function move
  var numbers: any;
  return (p as () => unknown)();
}

export function run() {
  return [outer("an argument"), log];
}
