// The functions that generated code calls, under the names by which it does: `uno-trace/abi-2`.
export type { SiteDescription, SiteFunction } from "../model/site.js";
export {
  capture as $capture,
  drive as $drive,
  driveAsync as $driveAsync,
  enter as $enter,
  enterGenerator as $enterGenerator,
  exit as $exit,
  fail as $fail,
  leave as $leave,
  result as $result,
  resume as $resume,
  returned as $returned,
  returnedAsync as $returnedAsync,
  start as $start,
  suspend as $suspend,
  yields as $yields,
} from "./instrument.js";
export { keep as $keep, scope as $scope } from "./scope.js";
export { superOf as $superOf } from "./super-member.js";
export { traced as $state } from "./traced.js";
