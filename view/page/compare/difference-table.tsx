// Differences in; a table with a bar for each that grows to the side that takes more out.
import type { JSX } from "preact";
import type { Difference as Compared, PathDifference } from "../../compare/difference.js";
import type { Plain } from "../../format/json.js";
import { ServiceMark } from "../elements/service-mark.js";
import { Wide } from "../elements/wide.js";
import { serviceColours } from "../ground/service-colours.js";
import { count, milliseconds } from "../ground/units.js";
import { signed } from "./signed.js";

/** A row of the API. */
export type Difference = Plain<Compared & Partial<Pick<PathDifference, "depth">>>;

/** What a table shows. */
export interface DifferenceTableProps {
  readonly rows: readonly Difference[];
  /** By path the total time tells more, by function the time of its own. */
  readonly isByPath: boolean;
}

/** The table. */
export function DifferenceTable({ rows, isByPath }: DifferenceTableProps): JSX.Element {
  const colours = serviceColours(rows.map(({ service }) => service));
  const length = isByPath ? "totalMs" : "selfMs";
  const more = isByPath ? "moreTotalMs" : "moreSelfMs";
  const most = Math.max(...rows.map((row) => Math.abs(row[more])), Number.MIN_VALUE);
  return (
    <Wide label="Differences">
      <table class="rows differences">
        <thead>
          <tr>
            <th>{isByPath ? "Call path" : "Function"}</th>
            <th class="number">Difference</th>
            <th>
              <span class="unseen">As a bar</span>
            </th>
            <th>Service</th>
            <th class="number">Calls before</th>
            <th class="number">after</th>
            <th class="number">{isByPath ? "Total" : "Self"} before</th>
            <th class="number">after</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <NameCell row={row} />
              <td class={row[more] > 0 ? "number bad" : "number"}>{signed(row[more])}</td>
              <td class="difference-bar">
                <Bar share={row[more] / most} />
              </td>
              <td>
                <ServiceMark service={row.service} colour={colours.get(row.service) ?? 1} />
              </td>
              <td class="number">{count(row.before.count)}</td>
              <td class="number">{count(row.after.count)}</td>
              <td class="number">{lengthOf(row.before[length])}</td>
              <td class="number">{lengthOf(row.after[length])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function lengthOf(lengthMs: number): string {
  return lengthMs === 0 ? "0" : milliseconds(lengthMs);
}

/** Deeper ones stay within the cell. */
const MAX_INDENT = 30;

function NameCell({ row: { name, site, state, depth = 0 } }: { readonly row: Difference }): JSX.Element {
  return (
    <td class="name">
      {depth > 0 && (
        <span class="indent" aria-hidden="true">
          {"· ".repeat(Math.min(depth, MAX_INDENT))}
        </span>
      )}
      {name || "(no name)"}
      {depth > 0 && <span class="unseen">{`, at depth ${depth}`}</span>}
      {state !== "both" && <span class={`state ${state}`}>{state}</span>}
      {site !== "" && <span class="site soft mono">{site}</span>}
    </td>
  );
}

/** More to the right, less to the left. */
function Bar({ share }: { readonly share: number }): JSX.Element {
  const width = Math.abs(share) * 50;
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="axis" x={49.75} width={0.5} height={10} />
      <rect
        class={share > 0 ? "more" : "less"}
        x={share > 0 ? 50 : 50 - width}
        width={width}
        y={2}
        height={6}
      />
    </svg>
  );
}
