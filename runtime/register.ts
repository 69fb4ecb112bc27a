// Sets tracing up before the program begins: `node --import uno-trace/register app.js`; what it does is configured outside.
import { describeFault, report } from "./ground/faults.js";
// Whoever requires the runtime later is to get this very copy.
import "./index.js";
import { isSetUpImplied, originOfRegister } from "./notices/missing-spans.js";
import { setUp } from "./setup/monitoring.js";
import { state } from "./state/state.js";

try {
  const isImplied = isSetUpImplied();
  // An SDK that was set up before gets the spans.
  if (!isImplied || state.bridge === undefined) {
    setUp({}, originOfRegister());
    state.isImplied = isImplied;
  }
} catch (error) {
  // Such as two limits in uno-trace.json that exclude each other: no reason not to start the program.
  report(`tracing could not be set up: ${describeFault(error)}`);
}
