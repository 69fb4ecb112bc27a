// As it is loaded: bridges by itself, once someone else's tracer provider is registered. No exports.
import { bridgeWhenProvided } from "./bridge.js";
import { watchForUnbridged } from "./unbridged.js";

bridgeWhenProvided();
watchForUnbridged();
