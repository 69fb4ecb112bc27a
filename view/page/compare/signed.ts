// A difference in milliseconds in; it with its sign, as a reader sees it, out.
import { milliseconds } from "../ground/units.js";

/** `+12.3ms`, `−4.00µs`, `±0`. */
export function signed(lengthMs: number): string {
  if (lengthMs === 0) return "±0";
  return `${lengthMs > 0 ? "+" : "−"}${milliseconds(Math.abs(lengthMs))}`;
}
