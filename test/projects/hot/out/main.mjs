// src/report.ts
import * as __uno2 from "uno-trace/abi";
import { setTimeout as delay } from "node:timers/promises";

// src/scanner.ts
import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "isDigit", "fn": "isDigit", "kind": 0, "file": "src/scanner.ts", "line": 1, "column": 8 };
}
function __uno_1() {
  return { "name": "Scanner.peek", "fn": "Scanner.peek", "kind": 0, "file": "src/scanner.ts", "line": 10, "column": 3 };
}
function __uno_2() {
  return { "name": "Scanner.next", "fn": "Scanner.next", "kind": 0, "file": "src/scanner.ts", "line": 14, "column": 3 };
}
function __uno_3() {
  return { "name": "Scanner.get done", "fn": "Scanner.get done", "kind": 0, "file": "src/scanner.ts", "line": 18, "column": 7 };
}
function __uno_4() {
  return { "name": "Scanner.number", "fn": "Scanner.number", "kind": 0, "file": "src/scanner.ts", "line": 22, "column": 3 };
}
function isDigit(code) {
  const __uno_span = __uno.$start(__uno_0);
  try {
    return __uno.$returned(__uno_span, code >= 48 && code <= 57);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno.$exit(__uno_span);
  }
}
var Scanner = class {
  constructor(text) {
    this.text = text;
  }
  text;
  at = 0;
  peek() {
    const __uno_span = __uno.$enter(__uno_1);
    try {
      return __uno.$returned(__uno_span, this.text.charCodeAt(this.at));
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno.$exit(__uno_span);
    }
  }
  next() {
    const __uno_span = __uno.$enter(__uno_2);
    try {
      return __uno.$returned(__uno_span, this.text.charCodeAt(this.at++));
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno.$exit(__uno_span);
    }
  }
  get done() {
    const __uno_span = __uno.$enter(__uno_3);
    try {
      return this.at >= this.text.length;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno.$exit(__uno_span);
    }
  }
  number() {
    const __uno_span = __uno.$enter(__uno_4);
    try {
      let value = 0;
      while (!this.done && isDigit(this.peek())) value = value * 10 + this.next() - 48;
      return value;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno.$exit(__uno_span);
    }
  }
};

// src/report.ts
function __uno_02() {
  return { "name": "numbers", "fn": "numbers", "kind": 0, "file": "src/report.ts", "line": 4, "column": 8 };
}
function __uno_12() {
  return { "name": "plus", "fn": "plus", "kind": 0, "file": "src/report.ts", "line": 13, "column": 14 };
}
function __uno_22() {
  return { "name": "total", "fn": "total", "kind": 0, "file": "src/report.ts", "line": 15, "column": 8 };
}
function __uno_32() {
  return { "name": "checksum", "fn": "checksum", "kind": 0, "file": "src/report.ts", "line": 20, "column": 8 };
}
function __uno_42() {
  return { "name": "load", "fn": "load", "kind": 0, "file": "src/report.ts", "line": 28, "column": 8 };
}
function* numbers(text) {
  const __uno_span = __uno2.$enterGenerator(__uno_02);
  if (!__uno_span) {
    const scanner = new Scanner(text);
    while (!scanner.done) {
      yield scanner.number();
      scanner.next();
    }
  } else try {
    const scanner = new Scanner(text);
    while (!scanner.done) {
      __uno2.$resume(__uno_span, yield __uno2.$yields(__uno_span, scanner.number()));
      scanner.next();
    }
  } catch (__uno_error) {
    throw __uno2.$fail(__uno_span, __uno_error);
  } finally {
    __uno2.$exit(__uno_span);
  }
}
var plus = (sum2, value) => {
  const __uno_span = __uno2.$start(__uno_12);
  try {
    return sum2 + value;
  } catch (__uno_error) {
    throw __uno2.$fail(__uno_span, __uno_error);
  } finally {
    __uno2.$exit(__uno_span);
  }
};
function total(text) {
  const __uno_span = __uno2.$enter(__uno_22);
  try {
    return __uno2.$returned(__uno_span, [...numbers(text)].reduce((sum2, value) => plus(sum2, value), 0));
  } catch (__uno_error) {
    throw __uno2.$fail(__uno_span, __uno_error);
  } finally {
    __uno2.$exit(__uno_span);
  }
}
function checksum(text) {
  const __uno_span = __uno2.$enter(__uno_32);
  try {
    let sum2 = 7;
    for (let round = 0; round < 400; round++)
      for (let at = 0; at < text.length; at++) sum2 = sum2 * 31 + text.charCodeAt(at) | 0;
    return sum2;
  } catch (__uno_error) {
    throw __uno2.$fail(__uno_span, __uno_error);
  } finally {
    __uno2.$exit(__uno_span);
  }
}
async function load() {
  const __uno_span = __uno2.$enter(__uno_42);
  try {
    __uno2.$resume(__uno_span, await __uno2.$suspend(__uno_span, delay(1)));
    return __uno2.$returnedAsync(__uno_span, "12 345 6789 ".repeat(400));
  } catch (__uno_error) {
    throw __uno2.$fail(__uno_span, __uno_error);
  } finally {
    __uno2.$exit(__uno_span);
  }
}

// src/main.ts
var sum = 0;
for (let round = 0; round < 40; round++) {
  const text = await load();
  sum += total(text) + checksum(text);
}
console.log(sum);
//# sourceMappingURL=main.mjs.map
