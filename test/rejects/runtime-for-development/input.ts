// @trace
export function checkout(): string {
  return "paid";
}
