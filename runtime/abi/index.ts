// What generated code imports: the functions that it calls, and that the process knows from then on that traced code is there.
export type { SiteDescription, SiteFunction } from "../model/site.js";

import "../bridge/automatic.js";
import { noteTracedCode } from "../notices/traced-code.js";

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
export { superOf as $superOf } from "./super-member.js";

noteTracedCode();
