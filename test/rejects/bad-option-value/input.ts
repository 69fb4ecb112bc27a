// @trace kind=clinet
export function a() {}

// @trace min=5 root=yes
export function b() {}

// @trace name args=
export function c() {}

// @trace args=a+b result=x..y attr.=5
export function d(a: number, b: number) {
  return a + b;
}

// @trace expected=Not*Error expected="A, B" expected
export function expects() {}

// @trace min=5ms -- fine
export const é = (ü: string) => ü; // @trace kind
