// @no-trace
export function a() {
  return "never traced";
}

export function b() {
  return "neither is the second";
}

export const run = () => [a(), b()];
