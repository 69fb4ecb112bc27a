// A picture as it was laid out in; SVG in which each service is a link out.
import type { JSX } from "preact";
import { pathWith } from "../ground/path.js";
import { rate } from "../ground/units.js";
import { withFilter } from "../query/filter.js";
import { type Box, keyOf, type Line, type Picture, wordsOf } from "./layout.js";

/** What it shows. */
export interface MapPictureProps {
  readonly picture: Picture;
  readonly query: string;
  readonly colours: ReadonlyMap<string, number>;
}

/** The picture. Its words stand in the table, too. */
export function MapPicture({ picture, query, colours }: MapPictureProps): JSX.Element {
  const { isTall, width, height, boxes, lines } = picture;
  return (
    <svg
      class={isTall ? "map tall" : "map"}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-label="Services and their calls"
    >
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="9"
          markerHeight="9"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8z" />
        </marker>
      </defs>
      {lines.map((line) => (
        <CallLine key={`${line.call.from} ${keyOf(line.call.kind, line.call.to)}`} line={line} />
      ))}
      {boxes.map((box) => (
        <ServiceBox
          key={keyOf(box.node.kind, box.node.name)}
          box={box}
          query={query}
          colour={colours.get(box.node.name) ?? 1}
        />
      ))}
    </svg>
  );
}

/** More calls are a thicker line, on a scale of powers of ten. */
function CallLine({ line: { call, points, words } }: { readonly line: Line }): JSX.Element {
  const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`);
  const isBad = call.errors > 0;
  return (
    <g class={isBad ? "call bad" : "call"}>
      <path
        d={path.join("")}
        stroke-width={1 + Math.min(2.5, Math.log10(call.calls) / 2)}
        marker-end="url(#arrow)"
      />
      <text x={words.x} y={words.y}>
        {rate(call.perSecond)}
        {isBad && `, ${((100 * call.errors) / call.calls).toPrecision(2)}% bad`}
      </text>
    </g>
  );
}

const MAX_NAME = 25;

function ServiceBox({
  box: { node, x, y, width, height },
  query,
  colour,
}: {
  readonly box: Box;
  readonly query: string;
  readonly colour: number;
}): JSX.Element {
  const [left, top] = [x - width / 2, y - height / 2];
  const name = node.name.length > MAX_NAME ? `${node.name.slice(0, MAX_NAME - 1)}…` : node.name;
  const words = wordsOf(node);
  const shape = (
    <>
      <rect x={left} y={top} width={width} height={height} rx={node.kind === "service" ? 6 : 20} />
      {node.kind === "service" && (
        <rect class={`mark service-${colour}`} x={left + 10} y={top + 10} width={8} height={8} rx={2} />
      )}
      <text class="node-name" x={left + (node.kind === "service" ? 24 : 16)} y={top + 18}>
        {name || "(no name)"}
      </text>
      <text class="node-words" x={left + (node.kind === "service" ? 24 : 16)} y={top + 32}>
        {words}
      </text>
    </>
  );
  if (node.kind !== "service") return <g class={`node ${node.kind}`}>{shape}</g>;
  return (
    <a class="node" href={pathWith("/", { query: withFilter(query, { service: node.name }) })}>
      {shape}
    </a>
  );
}
