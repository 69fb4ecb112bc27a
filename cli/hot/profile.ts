// The text of a V8 CPU profile in; its call tree out, with the samples of each node.

/** Where a function stands in the code that ran, as V8 says it. */
export interface CallFrame {
  readonly functionName: string;
  /** `file:` address, `node:` module, or empty for what is built in. */
  readonly url: string;
  /** 0-based; that of the parenthesis or the first parameter, and not of the keyword or the name. */
  readonly lineNumber: number;
  /** 0-based, in UTF-16 units. */
  readonly columnNumber: number;
}

/** One function as it was called from the one above. */
export interface CallNode {
  readonly frame: CallFrame;
  /** Samples in the function itself. */
  readonly samples: number;
  readonly children: readonly CallNode[];
}

/** Why a file is no CPU profile, in words that end a sentence. */
export class NoProfile extends Error {
  override readonly name = "NoProfile";
}

interface RawNode {
  readonly id: number;
  readonly callFrame: CallFrame;
  readonly hitCount?: number;
  readonly children?: readonly number[];
}

interface RawProfile {
  readonly nodes: readonly RawNode[];
  readonly samples?: readonly number[];
}

/**
 * Reads what `node --cpu-prof` writes: `Profiler.Profile` of the Chrome DevTools Protocol. Samples and not times are
 * counted, since the time between two of them is wall time, in which another process may have run.
 * @returns the root of the tree
 * @throws NoProfile for any other text
 */
export function readProfile(text: string): CallNode {
  const { nodes, samples } = parseProfile(text);
  const hits = hitsOf(nodes, samples);
  const made = new Map<number, { frame: CallFrame; samples: number; children: CallNode[] }>();
  for (const { id, callFrame } of nodes)
    made.set(id, { frame: callFrame, samples: hits.get(id) ?? 0, children: [] });
  for (const { id, children = [] } of nodes) {
    for (const child of children) {
      const node = made.get(child);
      if (node) made.get(id)?.children.push(node);
    }
  }
  return made.get((nodes[0] as RawNode).id) as CallNode;
}

/** `hitCount` is optional in the protocol. */
function hitsOf(nodes: readonly RawNode[], samples: readonly number[] | undefined): Map<number, number> {
  const counted = nodes.filter(({ hitCount }) => hitCount !== undefined);
  const hits = new Map(counted.map(({ id, hitCount = 0 }) => [id, hitCount]));
  if (hits.size === 0) for (const id of samples ?? []) hits.set(id, (hits.get(id) ?? 0) + 1);
  return hits;
}

function parseProfile(text: string): RawProfile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NoProfile("it is no JSON, or the process was killed while it wrote it");
  }
  const { nodes, head, traceEvents } = Object(value) as Record<string, unknown>;
  if (Array.isArray(nodes) && nodes.length > 0 && nodes.every(isNode)) return value as RawProfile;
  if (head !== undefined) throw new NoProfile("it is a heap profile (--heap-prof)");
  if (traceEvents !== undefined)
    throw new NoProfile("it is a trace of a browser: save the profile of the JavaScript profiler");
  throw new NoProfile("it has no call tree as `node --cpu-prof` writes it");
}

function isNode(value: unknown): value is RawNode {
  const { id, callFrame } = Object(value) as Partial<RawNode>;
  return typeof id === "number" && typeof Object(callFrame).functionName === "string";
}
