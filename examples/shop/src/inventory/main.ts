// The inventory service: products and their stock, in an embedded PostgreSQL.
import { PGlite } from "@electric-sql/pglite";
import { tracingMiddleware } from "uno-trace/runtime";
import { handlerOf, routeOf } from "../json-http.js";
import { serve } from "../serve.js";
import { schema } from "./schema.js";
import { monitoring } from "./tracing.js";
import { type Line, Warehouse } from "./warehouse.js";

const db = new PGlite();
await db.exec(schema);
const warehouse = new Warehouse(db);

const routes = {
  "GET /products": () => warehouse.listAvailable(),
  "POST /reservations": (lines: Line[]) => warehouse.reserve(lines),
};
const handle = handlerOf(routes);
const traced = tracingMiddleware({ tracer: monitoring.tracer, route: routeOf(routes) });

serve(
  (request, response) => traced(request, response, () => handle(request, response)),
  () => monitoring.shutdown(),
);
