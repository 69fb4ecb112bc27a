// How an asynchronous test says that it is over.
function $DONE(error) {
  print(error ? "Test262:AsyncTestFailure:" + String(error.message || error) : "Test262:AsyncTestComplete");
}
