// Functions that run elsewhere, as text, where nothing of this file is there.
const elsewhere = (text: string): unknown => new Function(`return ${text}`)();

function declared(n: number) {
  return [n].map((m) => m + 1)[0];
}

const arrow = (n: number) => n + 2;

const concatenated = function (n: number) {
  return n + 3;
};

// A variable of the same name takes nothing out.
function here() {
  return "traced here";
}

function shadowing() {
  const here = 1;
  return `${here}`;
}

const helpers = {
  collect: (n: number) => n + 4,
  here: () => "traced here, too",
};

class Page {
  gather = function (n: number) {
    return n + 5;
  };
  #secret = (n: number) => n + 6;
  static shared = (n: number) => n + 7;
  get size() {
    return 8;
  }
  visit() {
    const own = function (this: { visited(): number }) {
      return `${this.visited}`.length > 0;
    };
    return [
      elsewhere(`(${this.gather})(1)`),
      elsewhere(`(${this.#secret})(1)`),
      elsewhere(`(${Page.shared.toString()})(1)`),
      `${this.size}`,
      own.call({ visited: () => 9 }),
      this.visited(),
    ];
  }
  visited() {
    return "traced here, as well";
  }
}

const first = () => "the first in the alphabet";
const second = () => "the second";

// Parameters that are read as text, and the functions that this file gives them.
const inside = (fn: (n: number) => number) => elsewhere(`(${fn})(1)`);
const passed = (n: number) => n + 10;
function relay(fn: (n: number) => number) {
  return inside(fn);
}
const relayed = (n: number) => n + 11;
class Sandbox {
  readonly code: string;
  constructor(task: () => string) {
    this.code = task.toString();
  }
}
const constructed = () => "in the sandbox";
const checked = (n: number) => n + 12;
function call(fn: (n: number) => number) {
  if (typeof fn !== "function") throw new TypeError(`${fn} is no function`);
  return fn(1);
}
const handed = (n: number) => n + 13;
const shorthand = { handed };

export function run(): unknown[] {
  return [
    inside(passed),
    relay(relayed),
    elsewhere(`(${new Sandbox(constructed).code})()`),
    call(checked),
    elsewhere(`(${shorthand.handed})(1)`),
    (first as unknown as number) < (second as unknown as number) === first.toString() < second.toString(),
    (second as unknown as string) == '() => "the second"',
    elsewhere(`(${helpers.collect})(1)`),
    helpers.here(),
    ...new Page().visit(),
    elsewhere(`(${declared.toString()})(1)`),
    elsewhere(`(${arrow})(1)`),
    elsewhere("(" + concatenated + ")(1)"),
    declared(10),
    here(),
    shadowing(),
  ];
}
