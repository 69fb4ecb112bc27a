// Sets tracing up before the program begins: `node --import uno-trace/register app.js`; what it does is configured outside.
import { describeFault, report } from "./ground/faults.js";
// Whoever requires the runtime later is to get this very copy.
import "./index.js";
import { originOfRegister } from "./notices/missing-spans.js";
import { setUp } from "./setup/monitoring.js";

try {
  setUp({}, originOfRegister());
} catch (error) {
  // Such as two limits in uno-trace.json that exclude each other: no reason not to start the program.
  report(`tracing could not be set up: ${describeFault(error)}`);
}
