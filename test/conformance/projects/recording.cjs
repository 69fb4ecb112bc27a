// `uno-trace/abi` and `uno-trace/runtime` of a project's traced copy, for `require`.
const runtime = require("./dist/cjs/runtime/index.js");
const counting = require("./recorder.cjs").record(runtime);
module.exports = Object.assign({}, runtime, counting);
