// `uno-trace/abi` and `uno-trace/runtime` of a project's traced copy, for `import`.
import * as runtime from "./dist/runtime/index.js";
import recorder from "./recorder.cjs";

export const { $returned, $returnedAsync, $suspend } = recorder.record(runtime);

export * from "./dist/runtime/index.js";
