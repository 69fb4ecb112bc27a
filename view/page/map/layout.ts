// A map of services in; where each box and each line of its picture lies out.
import { Graph, layout } from "@dagrejs/dagre";
import type { Plain } from "../../format/json.js";
import type { ServiceNode, ServiceCall as StoredCall } from "../../store/map.js";
import { count, counted } from "../ground/units.js";

/** Calls of the API. */
export type ServiceCall = Plain<StoredCall> & { readonly perSecond: number };

/** A point of the picture, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box, by its middle. */
export interface Box extends Point {
  readonly node: ServiceNode;
  readonly width: number;
  readonly height: number;
}

/** A line from box to box. */
export interface Line {
  readonly call: ServiceCall;
  readonly points: readonly Point[];
  /** Where its words stand: above a line that goes to the right, beside one that goes down. */
  readonly words: Point;
}

/** The picture. */
export interface Picture {
  readonly isTall: boolean;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

const HEIGHT = 40;
const MARGIN = 12;

/** A database may have the name of a service. */
export function keyOf(kind: ServiceNode["kind"], name: string): string {
  return `${kind} ${name}`;
}

/** Lays it out from left to right, or from top to bottom where there is little room. */
export function pictureOf(
  services: readonly ServiceNode[],
  calls: readonly ServiceCall[],
  isTall: boolean,
): Picture {
  const graph = new Graph();
  graph.setGraph({
    rankdir: isTall ? "TB" : "LR",
    nodesep: 28,
    ranksep: isTall ? 52 : 96,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  for (const node of services)
    graph.setNode(keyOf(node.kind, node.name), { width: widthOf(node), height: HEIGHT });
  const drawn = calls.filter(
    ({ from, to, kind }) => graph.hasNode(keyOf("service", from)) && graph.hasNode(keyOf(kind, to)),
  );
  for (const { from, to, kind } of drawn)
    graph.setEdge(keyOf("service", from), keyOf(kind, to), { width: 96, height: 28, labelpos: "c" });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const boxes = services.map((node) => {
    const { x, y, width } = graph.node(keyOf(node.kind, node.name)) as Point & { width: number };
    return { node, x, y, width, height: HEIGHT };
  });
  const lines = drawn.map((call) => {
    const { points, x, y } = graph.edge(keyOf("service", call.from), keyOf(call.kind, call.to)) as Point & {
      points: readonly Point[];
    };
    return { call, points, words: isTall ? { x: x + 8, y } : { x, y: y - 5 } };
  });
  return { isTall, width, height, boxes, lines };
}

/** About what its words take; longer names are cut. */
function widthOf(node: ServiceNode): number {
  return 44 + Math.max(50, Math.min(25, node.name.length) * 7.4, wordsOf(node).length * 6.2);
}

const KINDS = { database: "database", messaging: "queue", peer: "no spans" } as const;

/** What stands below the name. */
export function wordsOf({ kind, spans, errors }: ServiceNode): string {
  const what = kind === "service" ? counted(spans, "span") : KINDS[kind];
  return errors > 0 ? `${what}, ${count(errors)} bad` : what;
}
