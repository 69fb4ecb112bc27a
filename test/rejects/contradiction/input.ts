// @trace
// @no-trace
export function a() {}

/** @no-trace */
export class B {
  // @trace
  m() {}
}
