// A request that an Express router below a mount has answered in; out comes the pattern of the mount, `/shops/:id`.

/** A place in a router's list: a route of its own, or what is mounted there. */
interface Layer {
  readonly route?: object | undefined;
  readonly handle?: { readonly stack?: unknown };
  /** Express 5: one function for each path that was given. */
  readonly matchers?: readonly ((path: string) => Match | false)[];
  /** Express 4. */
  readonly regexp?: RegExp & { readonly fast_slash?: boolean; readonly fast_star?: boolean };
  readonly keys?: readonly { readonly name: string | number }[];
  readonly slash?: boolean;
}

interface Match {
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The parts of an application that are needed; one that is mounted in another knows where. */
export interface ExpressApp {
  readonly _router?: { readonly stack?: unknown };
  readonly router?: { readonly stack?: unknown };
  readonly parent?: ExpressApp;
  readonly mountpath?: unknown;
}

/** The layers on the ways to a route, from the application's router on; they do not change once a server runs. */
const ways = new WeakMap<object, readonly (readonly Layer[])[]>();

/** The pattern at which the router of a route is mounted; `undefined` if it cannot be told. */
export function mountPattern(app: ExpressApp, route: object, path: string): string | undefined {
  const outer = appPattern(app);
  if (outer === undefined) return undefined;
  const inside = afterSegments(path, segmentsOf(outer).length);
  for (const way of waysTo(app, route)) {
    const inner = patternOn(way, inside);
    if (inner !== undefined) return outer + inner;
  }
  return undefined;
}

// Applications inside of applications are functions to the router, and cannot be found from there.
function appPattern({ parent, mountpath }: ExpressApp): string | undefined {
  if (parent === undefined) return "";
  const outer = appPattern(parent);
  if (outer === undefined || typeof mountpath !== "string" || !SIMPLE.test(mountpath)) return undefined;
  return outer + mountpath.replace(/\/$/, "");
}

/** A pattern of which each segment stands for one of the path. */
const SIMPLE = /^(?:\/:?[\w.~-]+)*\/?$/;

/** Whether as many segments of a path as a pattern has are the pattern's. */
export function isSimple(pattern: string): boolean {
  return SIMPLE.test(pattern);
}

function waysTo(app: ExpressApp, route: object): readonly (readonly Layer[])[] {
  const known = ways.get(route);
  if (known !== undefined) return known;
  // In Express 4 `router` is a getter that throws.
  const found = search(app._router ?? app.router, route, []);
  ways.set(route, found);
  return found;
}

function search(
  router: { readonly stack?: unknown } | undefined,
  route: object,
  above: readonly Layer[],
): Layer[][] {
  const layers = router?.stack;
  if (!Array.isArray(layers)) return [];
  return (layers as Layer[]).flatMap((layer) => {
    if (layer.route === route) return [[...above, layer]];
    if (layer.route !== undefined || above.includes(layer)) return [];
    return search(layer.handle, route, [...above, layer]);
  });
}

function patternOn(way: readonly Layer[], path: string): string | undefined {
  let pattern = "";
  let rest = path;
  for (const layer of way.slice(0, -1)) {
    const match = matchOf(layer, rest);
    if (match === undefined || !rest.startsWith(match.path)) return undefined;
    pattern += patternOf(layer, match);
    rest = afterSegments(rest, segmentsOf(match.path).length);
  }
  // Where the program has changed the address, or there are mounts above that are not known, the route does not match.
  return matchOf(way.at(-1) as Layer, rest) && pattern;
}

/** What the layer takes of a path; asked of its expressions, since asking the layer itself would change it. */
function matchOf({ slash, matchers, regexp, keys = [] }: Layer, path: string): Match | undefined {
  if (slash === true || regexp?.fast_slash === true) return { path: "", params: {} };
  for (const matcher of matchers ?? []) {
    const match = matcher(path);
    if (match !== false) return match;
  }
  const found = regexp?.exec(path);
  if (!found) return undefined;
  const params = keys.map(({ name }, index) => [name, decoded(found[index + 1] ?? "")] as const);
  return { path: found[0], params: Object.fromEntries(params) };
}

/**
 * The path that was taken, with the names of parameters in the place of their values. A segment belongs to the
 * parameter that changes with it.
 */
function patternOf(layer: Layer, { path, params }: Match): string {
  const segments = segmentsOf(path);
  const named = segments.map((segment, index) => {
    const changed = segments.with(index, segment + segment);
    const match = matchOf(layer, `/${changed.join("/")}`);
    const names = Object.keys(params).filter((name) => params[name] === decoded(segment));
    const name = names.find((each) => match === undefined || match.params[each] !== params[each]);
    const isAmbiguous = match === undefined && segments.filter((each) => each === segment).length > 1;
    return name === undefined || isAmbiguous ? segment : `:${name}`;
  });
  return named.map((segment) => `/${segment}`).join("");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The parts of a path between its slashes. */
export function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function afterSegments(path: string, count: number): string {
  return `/${segmentsOf(path).slice(count).join("/")}`;
}
