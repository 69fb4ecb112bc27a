// Imported by imports.js; no test by itself.
export function double(value) {
  return value * 2;
}
