function never() {
  return plain("below a function that begins no trace");
}

function always() {
  return [neverBelow(), plain("second")];
}

// A trace that has begun stays whole.
function neverBelow() {
  return "part of its caller's trace";
}

function plain(text: string) {
  return text;
}

async function neverLater() {
  await null;
  return plain("after a wait");
}

export async function run() {
  return [never(), always(), await neverLater(), plain("alone")];
}
