function a() {
  return "never traced";
}
function b() {
  return "neither is the second";
}
const run = () => [a(), b()];
export {
  a,
  b,
  run
};
