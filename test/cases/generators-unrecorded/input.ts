// Generators of which one body is written twice: what is not recorded runs the copy, whose errors stand where they stood.
import { EventEmitter } from "node:events";

const log: unknown[] = [];
export let counter = 0;

const place = (error: unknown) => /input\.ts:\d+:\d+/.exec((error as Error).stack ?? "")?.[0];

// @trace
function* withoutSemicolons(limit: number): Generator<unknown, string, unknown> {
  "use strict"
  let sum = 0 // a remark at the end of a line
  for (let index = 0, step = 1; index < limit; index += step) sum += (yield) as number
  do counter++
  while (counter % 3)
  /* two lines
     of a remark */
  if (sum > 2) yield "more than two"
  else yield `sum ${sum}: ${typeof undefined}`
  const [first, { second = "by default", ...others } = { second: undefined }] = [sum, undefined] as [number, { second?: string }?]
  yield { first, second, others, counter }
  ;[1, 2].concat(sum)
  return "the end"
}

// @trace args=kind result
function* fails(kind: string) {
  outer: for (const letter of "abc") {
    switch (kind) {
      case "thrown":
        yield letter;
        throw new Error("thrown between items");
      case "inner":
        try {
          yield letter; // what is thrown in here
          throw new TypeError("caught inside");
        } catch (error) {
          log.push(place(error) ?? error);
          yield "caught inside";
        } finally {
          yield "cleaned up";
        }
        continue outer;
      case "argument": {
        yield letter;
        yield new EventEmitter().emit("error", new RangeError("in an argument"));
        break;
      }
      default:
        break outer;
    }
  }
  return "no failure";
}

class Shape {
  #sides = 4;
  name = "a shape";
  describe(suffix = "") {
    return `${this.name} with ${this.#sides} sides${suffix}`;
  }
  // @trace
  *own() {
    this.#sides++;
    yield this.#sides;
  }
}

class Square extends Shape {
  // @trace
  *sides(count: number, ...rest: unknown[]) {
    var count = count || 2;
    for (let side = 0; side < count; side++) yield [super.describe(), arguments.length, rest[side]?.toString()];
    yield* this.own();
  }
  // @trace
  async *slowly(count: number) {
    yield super.describe("?");
    const { length } = arguments;
    yield [count, length, await Promise.resolve("awaited")];
    super.name = "a renamed shape";
    if (count > 1) throw new SyntaxError("async: " + this.describe());
    return "slow end";
  }
}

// @trace
async function* consumes(from: AsyncIterable<unknown>) {
  try {
    for await (const item of from) {
      const sent: unknown = yield item;
      if (sent) log.push(sent);
    }
  } catch (error) {
    yield place(error);
  } finally {
    log.push("consumed");
  }
}

// @trace
function* nothing() {}

// @trace
const object = {
  *method() {
    yield this === object;
  },
};

// Each of these is written once.

// @trace
function* makesFunctions() {
  for (let index = 0; index < 2; index++) yield () => `made ${index}`;
}

const strings = (parts: TemplateStringsArray) => parts;

// @trace
function* tagged() {
  for (let turn = 0; turn < 2; turn++) yield strings`the same list`;
}

// @trace
function* classes() {
  yield class Inner {};
}

// @trace
function* severalLines() {
  yield `a literal
of two lines`;
}

// @trace
function* longOne() {
  // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  yield "of more than a thousand characters";
}

function drain(iterator: Iterator<unknown, unknown, unknown>) {
  const items: unknown[] = [];
  try {
    for (let sent = 1; ; sent++) {
      const { value, done } = iterator.next(sent);
      items.push(value);
      if (done) return items;
    }
  } catch (error) {
    return [...items, (error as Error).name, place(error)];
  }
}

async function drainSlowly(iterable: AsyncIterable<unknown>) {
  const items: unknown[] = [];
  try {
    for await (const item of iterable) items.push(item);
    return items;
  } catch (error) {
    return [...items, (error as Error).name, place(error)];
  }
}

export async function run() {
  const early = fails("inner");
  const square = new Square();
  const lists = [...tagged()];
  const classList = [...classes(), ...classes()];
  return {
    plain: [drain(withoutSemicolons(2)), drain(withoutSemicolons(0))],
    failing: ["thrown", "inner", "argument", "none"].map((kind) => drain(fails(kind))),
    early: [early.next(), early.throw(new Error("thrown in")), early.return("stopped"), early.next(), early.next()],
    square: [drain(square.sides(2, "x", 1)), drain(square.sides(0))],
    slow: [await drainSlowly(square.slowly(1)), await drainSlowly(square.slowly(2))],
    consumed: await drainSlowly(consumes(square.slowly(3))),
    nothing: [...nothing()],
    object: [...object.method()],
    once: [[...makesFunctions()].map((made) => made()), lists[0] === lists[1], classList[0] === classList[1]],
    others: [...severalLines(), ...longOne()],
    lengths: [withoutSemicolons.length, square.slowly.length],
    counter,
    log,
  };
}
