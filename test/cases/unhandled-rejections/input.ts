const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

// @trace
function forgotten(): Promise<never> {
  return Promise.reject(new Error("forgotten by a sync function"));
}

// @trace
async function forgottenAsync(): Promise<never> {
  throw new Error("forgotten by an async function");
}

// @trace
function handledLater(): Promise<never> {
  return Promise.reject(new Error("handled in the same turn"));
}

export async function run() {
  forgotten();
  await wait();
  forgottenAsync();
  await wait();
  const late = handledLater();
  late.catch(() => {});
  await wait();
  return "the process goes on";
}
