// The orders service: what a customer talks to.
import { tracingMiddleware } from "uno-trace/runtime";
import { handlerOf, routeOf } from "../json-http.js";
import { serve } from "../serve.js";
import { placeOrder } from "./checkout.js";
import { listProducts } from "./inventory-client.js";
import { monitoring } from "./tracing.js";

const routes = {
  "GET /products": listProducts,
  "POST /orders": placeOrder,
};
const handle = handlerOf(routes);
const traced = tracingMiddleware({ tracer: monitoring.tracer, route: routeOf(routes) });

serve(
  (request, response) => traced(request, response, () => handle(request, response)),
  () => monitoring.shutdown(),
);
