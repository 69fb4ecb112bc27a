// Sloppy mode: `this` of a plain call is the global object, and arguments follow their parameters.
exports.shout = function (word) {
  word = word + "!";
  return arguments[0].toUpperCase();
};
exports.isSloppy = function () {
  return this === globalThis;
};
