// What generated code imports: the functions that it calls, and that the process knows from then on that traced code is there.
import "../bridge/automatic.js";
import { noteTracedCode } from "../notices/traced-code.js";

export * from "./functions.js";

noteTracedCode();
