// Ends the process in the way that its argument names, from inside of functions that are traced.
const { writeFileSync } = require("node:fs");

const ways = {
  sync() {
    try {
      deep(3);
    } finally {
      console.log("never printed");
    }
  },
  async async() {
    await null;
    for await (const code of [Promise.resolve(4)]) process.exit(code);
  },
  generator() {
    for (const code of codes()) if (code > 1) process.exit(code);
  },
  listener() {
    process.once("exit", (code) => {
      console.log("listener", code);
      process.exit(7);
    });
    process.exitCode = 6;
  },
  code() {
    process.on("beforeExit", function again() {
      process.off("beforeExit", again);
      setTimeout(() => console.log("once more", process.exitCode), 1);
    });
    process.exitCode = 8;
  },
  patched() {
    const exit = process.exit;
    process.exit = function (code) {
      writeFileSync(1, `asked for ${code}\n`);
      return Reflect.apply(exit, this, [code + 1]);
    };
    new Leaver().leave;
  },
  rejected() {
    process.on("unhandledRejection", (reason) => {
      console.log("unhandled", reason);
      process.exit(11);
    });
    (async () => {
      throw await "reason";
    })();
  },
  uncaught() {
    process.on("uncaughtException", (error, origin) => {
      console.log(origin, error.message);
      process.exit(12);
    });
    setTimeout(() => {
      throw new RangeError("late");
    });
  },
  signal() {
    process.once("SIGTERM", (signal) => process.exit(signal.length));
    setTimeout(() => {}, 60_000);
    process.kill(process.pid, "SIGTERM");
  },
  abrupt() {
    process.kill(process.pid, "SIGKILL");
    setTimeout(() => {}, 60_000);
  },
};

function deep(depth) {
  try {
    return depth === 0 ? process.exit(3) : deep(depth - 1);
  } catch (error) {
    console.log("never caught", error);
  }
}

function* codes() {
  try {
    yield 1;
    yield* [5];
  } finally {
    console.log("never closed");
  }
}

class Leaver {
  get leave() {
    return process.exit(9);
  }
}

process.on("exit", (code) => console.log("exit", code));
console.error("begins");
ways[process.argv[2]]();
console.log("goes on");
