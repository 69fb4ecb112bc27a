// @trace
export function f(a?: number, b: number) {
  return [a, b];
}
