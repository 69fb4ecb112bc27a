// @no-trace
export function health() {
  return "ok";
}

// @trace
export function pay() {
  return "paid";
}
