// One step of the demo in; what it gives out, or an error that names the step if it hangs.

// Seconds. No busy machine needs as many for one step: whatever is not done by then hangs.
const LIMIT = 300;

/** Waits for a step; rejects if it takes longer than `seconds`. Whatever it has started is the caller's to end. */
export async function step(what, promise, seconds = LIMIT) {
  let timer;
  const late = new Promise((_, reject) => {
    const message = `${what} did not end within ${seconds} seconds`;
    timer = setTimeout(() => reject(new Error(message)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
