// Ids as other tools write them in; those of OpenTelemetry, or none where they cannot be such, out.

/** 32 hexadecimal digits; what has fewer, as 64-bit ids have, is filled from the left. */
export function traceIdFrom(value: unknown): string | undefined {
  return idFrom(value, 32);
}

/** 16 hexadecimal digits. */
export function spanIdFrom(value: unknown): string | undefined {
  return idFrom(value, 16);
}

function idFrom(value: unknown, digits: number): string | undefined {
  if (typeof value !== "string" || value.length > digits || !/^[0-9a-f]+$/i.test(value)) return undefined;
  const id = value.toLowerCase().padStart(digits, "0");
  return /[^0]/.test(id) ? id : undefined;
}
