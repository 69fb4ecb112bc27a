// The query of the address bar in; operations with their rates, errors and durations out.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Fault, Notice } from "../elements/notice.js";
import { ServiceMark } from "../elements/service-mark.js";
import { Wide } from "../elements/wide.js";
import { useAnswer } from "../ground/answer.js";
import { useLive } from "../ground/live.js";
import { pathWith } from "../ground/path.js";
import { place } from "../ground/router.js";
import { serviceColours } from "../ground/service-colours.js";
import { count, counted, milliseconds, rate } from "../ground/units.js";
import { type Bar, DurationHistogram } from "../query/duration-histogram.js";
import { withFilter } from "../query/filter.js";
import { COLUMNS, type Column, type Operation, type Order, sorted } from "./sorting.js";
import { Spark } from "./spark.js";
import "./operations.css";

interface Operations {
  readonly operations: readonly (Operation & { readonly bars: readonly Bar[] })[];
}

/** More are narrowed by a query. */
const LIMIT = 500;

/** All operations that match. */
export function OperationsScreen(): JSX.Element {
  const query = place.value.searchParams.get("query") ?? "";
  const round = useLive(3000).value;
  const { value, fault } = useAnswer<Operations>("operations", { query, limit: LIMIT }, round).value;
  useEffect(() => {
    document.title = "Operations · uno-trace";
  }, []);
  return (
    <div class="screen">
      <h1>Operations</h1>
      {fault && <Fault fault={fault} />}
      {!fault && value?.operations.length === 0 && <Notice>No span matches.</Notice>}
      {!fault && value && value.operations.length > 0 && (
        <>
          <DurationHistogram round={round} />
          <Table operations={value.operations} query={query} />
        </>
      )}
      {value && value.operations.length >= LIMIT && (
        <Notice>These are the {counted(LIMIT, "operation")} that took most time. Narrow the query.</Notice>
      )}
    </div>
  );
}

function Table({
  operations,
  query,
}: {
  readonly operations: Operations["operations"];
  readonly query: string;
}): JSX.Element {
  const [order, setOrder] = useState<Order>({ column: "totalMs", isUp: false });
  const colours = serviceColours(operations.map(({ service }) => service));
  const edges = operations.flatMap(({ bars }) => bars.map(({ belowMs }) => belowMs));
  const scale = { from: Math.min(...edges), to: Math.max(...edges) };
  return (
    <Wide label="Operations">
      <table class="rows operations">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <Head key={column.name} column={column} order={order} onOrder={setOrder} />
            ))}
            <th>Durations</th>
          </tr>
        </thead>
        <tbody>
          {sorted(operations, order).map((operation) => (
            <tr key={JSON.stringify([operation.service, operation.name])}>
              <td>
                <ServiceMark service={operation.service} colour={colours.get(operation.service) ?? 1} />
              </td>
              <td class="name">
                <a href={pathWith("/", { query: queryOf(query, operation) })}>
                  {operation.name || "(no name)"}
                </a>
                {operation.site !== "" && <span class="site soft mono cut">{operation.site}</span>}
              </td>
              <Figures operation={operation} />
              <td class="spark">
                <Spark bars={operation.bars} scale={scale} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Figures({ operation }: { readonly operation: Operation }): JSX.Element {
  const { errors, p50Ms, p95Ms, p99Ms, totalMs, perSecond } = operation;
  const share = `${((100 * errors) / operation.count).toPrecision(2)}%`;
  return (
    <>
      <td class="number">{count(operation.count)}</td>
      <td class="number">{rate(perSecond)}</td>
      <td class={errors > 0 ? "number bad" : "number soft"} title={counted(errors, "error")}>
        {errors > 0 ? share : "0"}
      </td>
      {[p50Ms, p95Ms, p99Ms, totalMs].map((length, index) => (
        <td key={index} class="number">
          {milliseconds(length)}
        </td>
      ))}
    </>
  );
}

interface HeadProps {
  readonly column: Column;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

function Head({ column: { name, label, isText }, order, onOrder }: HeadProps): JSX.Element {
  const isOrder = order.column === name;
  const turned = { column: name, isUp: isOrder ? !order.isUp : isText };
  return (
    <th
      class={isText ? undefined : "number"}
      aria-sort={isOrder ? (order.isUp ? "ascending" : "descending") : undefined}
    >
      <button type="button" class="sort" onClick={() => onOrder(turned)}>
        {label}
        <span aria-hidden="true">{isOrder ? (order.isUp ? " ↑" : " ↓") : ""}</span>
      </button>
    </th>
  );
}

/** The traces of one operation, within what was asked for. */
function queryOf(query: string, { service, name }: Operation): string {
  return withFilter(withFilter(query, { service: "", name: "" }), { service, name });
}
