const stack = (error: Error) => (error.stack ?? "").split("\n").filter((line) => line.includes("Frame")).length;

// @trace
function innerFrame(): never {
  throw new Error("thrown in innerFrame");
}

// @trace
function middleFrame() {
  return innerFrame();
}

// @trace
function rethrowsFrame() {
  try {
    return middleFrame();
  } catch (cause) {
    throw new TypeError("rethrown with a cause", { cause });
  }
}

// @trace
function deep(n: number): number {
  return n === 0 ? 0 : 1 + deep(n - 1);
}

// @trace
function swallows() {
  try {
    innerFrame();
  } catch {
    return "swallowed error";
  }
}

export function run() {
  const log: unknown[] = [swallows(), deep(3)];
  try {
    rethrowsFrame();
  } catch (error) {
    log.push([(error as Error).message, stack((error as Error).cause as Error)]);
  }
  return log;
}
