// `node --import uno-trace/loader app.ts`: traces what the program loads, by uno-trace-build, and sets monitoring up.
import "./loader-hooks.js";
// After the hooks: where uno-trace-build is missing, that is all there is to say.
import "uno-trace/register";
