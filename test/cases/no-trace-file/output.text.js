function a() {
  return "never traced";
}
function b() {
  return "not even with a directive";
}
const run = () => [a(), b()];
export {
  a,
  b,
  run
};
