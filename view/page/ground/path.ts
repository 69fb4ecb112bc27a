// A path and parameters in; the address of both out.

/** Parameters of an address; those that are empty or `undefined` are left out. */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** A path with parameters; those that are empty or `undefined` are left out. */
export function pathWith(path: string, parameters: Parameters): string {
  const filled = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)] as [string, string]],
  );
  const search = new URLSearchParams(filled).toString();
  return search === "" ? path : `${path}?${search}`;
}
