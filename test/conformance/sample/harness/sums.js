// Loaded by the tests that name it in `includes`.
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
