// The orders service: what a customer talks to.
import { tracingMiddleware } from "uno-trace/runtime";
import { handlerOf } from "../json-http.js";
import { serve } from "../serve.js";
import { placeOrder } from "./checkout.js";
import { listProducts } from "./inventory-client.js";
import { monitoring } from "./tracing.js";

const handle = handlerOf({
  "GET /products": listProducts,
  "POST /orders": placeOrder,
});
const traced = tracingMiddleware({ tracer: monitoring.tracer });

serve(
  (request, response) => traced(request, response, () => handle(request, response)),
  () => monitoring.shutdown(),
);
