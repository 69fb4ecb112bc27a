// @trace nmae="checkout"
export function f() {}

/**
 * Pays.
 * @trace This is prose
 */
export const g = () => 1;

export class A {
  /* @trace kind=client minn=5ms */ m() {}
}
