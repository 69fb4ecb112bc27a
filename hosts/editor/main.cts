// The main file of uno-trace-build, for tsserver before 5.5: it takes no name of a plugin but that of a package.
import plugin = require("./index.js");

const init: typeof plugin.default = plugin.default;

export = init;
