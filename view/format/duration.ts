// Nanoseconds in, three digits with a unit out.

/** `850ns`, `12.3ms`, `1.25s`, `2m 5s`. */
export function formatDuration(nanoseconds: bigint | number): string {
  const milliseconds = Number(nanoseconds) / 1e6;
  if (milliseconds >= 59_950) {
    const seconds = Math.round(milliseconds / 1000);
    return `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
  }
  if (milliseconds >= 999.5) return `${threeDigits(milliseconds / 1000)}s`;
  if (milliseconds >= 0.9995) return `${threeDigits(milliseconds)}ms`;
  if (milliseconds >= 0.001) return `${threeDigits(milliseconds * 1000)}µs`;
  return `${Math.round(Number(nanoseconds))}ns`;
}

function threeDigits(value: number): string {
  return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}
