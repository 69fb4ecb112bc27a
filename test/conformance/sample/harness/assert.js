// Assertions of the sample, under the names that test262's tests call.
function assert(condition, message) {
  if (condition !== true) throw new Test262Error(message || "expected true, got " + String(condition));
}

assert.sameValue = function (actual, expected, message) {
  if (!Object.is(actual, expected)) {
    throw new Test262Error((message || "values") + ": " + String(actual) + " instead of " + String(expected));
  }
};

assert.throws = function (Type, action) {
  try {
    action();
  } catch (error) {
    assert.sameValue(error.constructor, Type, "thrown type");
    return;
  }
  throw new Test262Error("nothing was thrown");
};
