// @trace
export const asked = function* (code: string) {
  yield* eval(code);
};

// @trace
export function fine() {}

// @trace
function job(n: number) {
  return n + 1;
}

export const source = () => `(${job.toString()})(1)`;
