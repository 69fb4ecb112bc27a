// A promise that others handle, returned in front of a `finally` that waits or throws: nothing is left unhandled.
const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 3));

function cleanUp() {
  throw new Error("cleanup");
}

/** Rejected, and handled by somebody else. */
function shared(): Promise<never> {
  const promise = Promise.reject(new Error("shared"));
  promise.catch(() => {});
  return promise;
}

// @trace
async function waits(promise: Promise<unknown>) {
  try {
    return promise;
  } finally {
    await wait();
  }
}

// @trace
async function throws(promise: Promise<unknown>) {
  try {
    return promise;
  } finally {
    cleanUp();
  }
}

// Its span is lost: nothing tells that what it returned first was dropped.
// @trace
async function swallows(promise: Promise<unknown>) {
  try {
    try {
      return promise;
    } finally {
      cleanUp();
    }
  } catch {
    return "swallowed";
  }
}

// @trace
async function inCatch(promise: Promise<unknown>) {
  try {
    await Promise.reject(new Error("first"));
  } catch {
    return promise;
  } finally {
    await wait();
  }
}

const messageOf = (error: Error) => error.message;

export async function run() {
  const results: unknown[] = [];
  for (const traced of [waits, throws, swallows, inCatch]) {
    results.push(await traced(shared()).catch(messageOf));
    results.push(await traced(Promise.resolve("settled")).catch(messageOf));
  }
  // Nobody handles this one, with or without tracing.
  results.push(await waits(Promise.reject(new Error("nobody's"))).catch(messageOf));
  return results;
}
