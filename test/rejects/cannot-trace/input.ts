// @trace
export const asked = function* (code: string) {
  yield* eval(code);
};

// @trace
export function fine() {}
