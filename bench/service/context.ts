// The service without tracing, each request in a context of its own: what Node takes for that, whoever asks.
import { AsyncLocalStorage } from "node:async_hooks";
import { handle } from "./handle.js";
import { serve } from "./serve.js";
import * as steps from "./steps.js";

const storage = new AsyncLocalStorage<object>();
await serve((body) => storage.run({}, () => handle(steps, body)));
