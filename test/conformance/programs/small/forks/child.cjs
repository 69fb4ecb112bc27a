// Answers what its parent asks; required by the parent as well.
exports.sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

exports.answer = function answer({ add, raise }) {
  try {
    if (raise) throw new TypeError(raise);
    return { value: exports.sum(add) };
  } catch ({ name, message }) {
    return { name, message };
  }
};

if (process.argv[2] === "served") {
  process.on("message", async (question) => {
    if (question.exit) {
      console.log("leaving");
      process.exit(question.exit);
    }
    await null;
    process.send(exports.answer(question));
  });
}
