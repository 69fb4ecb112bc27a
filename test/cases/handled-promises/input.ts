const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
const log: unknown[] = [];
let last: Promise<string> | undefined;

// @trace
function quiet(): Promise<string> {
  const promise = Promise.reject<string>(new Error("nobody waits for it"));
  promise.catch(() => log.push("handled by the function itself"));
  last = promise;
  return promise;
}

// @trace result
function logged(): Promise<string> {
  const promise = wait().then(() => "value of logged");
  promise.then((value) => log.push(value));
  last = promise;
  return promise;
}

export async function run() {
  quiet();
  await wait();
  const promise = logged();
  log.push(promise === last, await promise);
  return log;
}
