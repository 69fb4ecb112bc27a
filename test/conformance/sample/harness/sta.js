// The error of failed assertions, and the guard of tests that must not run.
function Test262Error(message) {
  this.message = message || "";
}

function $DONOTEVALUATE() {
  throw "This statement must not be evaluated.";
}
