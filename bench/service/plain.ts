// The service without tracing.
import { handle } from "./handle.js";
import { serve } from "./serve.js";
import * as steps from "./steps.js";

await serve((body) => handle(steps, body));
