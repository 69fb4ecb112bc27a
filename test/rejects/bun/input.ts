// @trace
function total(n: number): number {
  return n;
}
module.exports = { total };
declare const module: { exports: object };
