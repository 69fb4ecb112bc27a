const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

// @trace name="checkout.submit" kind=client attr.team=payments attr.tierName="gold tier" -- a remark
async function submit() {
  quick();
  slow();
  await job();
}

// @trace min=5s
function quick() {
  kept();
  return "quick one";
}

// @trace min=1us
function slow() {
  const end = performance.now() + 2;
  while (performance.now() < end);
}

// @trace kind=producer
function kept() {}

// @trace min=5s
function quickButFails() {
  throw new Error("quick but failed");
}

// @trace root kind=consumer
async function job() {
  await pause(1);
  kept();
}

/**
 * A documented function.
 * @param a nothing
 * @trace kind=server
 */
function documented(a: string) {
  return a;
}

/* @trace kind=internal */ function inline() {
  return "inline comment";
}

export async function run() {
  await submit();
  try {
    quickButFails();
  } catch {
    kept();
  }
  return [documented("documented one"), inline()];
}
