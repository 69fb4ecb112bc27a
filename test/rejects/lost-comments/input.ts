// @trace
export function one() {
  return 1;
}
