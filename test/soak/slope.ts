// Values at equal distances in; how much they grow from one to the next out, by least squares, with its confidence.

/** Growth from one value to the next. */
export interface Slope {
  readonly value: number;
  /** Bounds within which it lies with 95 % confidence. */
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % of Student's distribution for many values; for few the bounds are a little too narrow. */
const T = 1.96;

/** The slope of a straight line through the values; needs three of them. */
export function slopeOf(values: readonly number[]): Slope {
  const count = values.length;
  const middle = (count - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const spread = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  const value = values.reduce((sum, each, at) => sum + (at - middle) * (each - mean), 0) / spread;
  const rest = values.reduce((sum, each, at) => sum + (each - mean - value * (at - middle)) ** 2, 0);
  const error = Math.sqrt(rest / (count - 2) / spread);
  return { value, low: value - T * error, high: value + T * error };
}
