import { log } from "./services.js";

export default function (first, second = first) {
  var first = first || "none";
  log.push(`legacy ${arguments.length}`);
  return [first, second];
}

export const table = {
  sum(...numbers) {
    return numbers.reduce((sum, each) => sum + each, 0);
  },
  get size() {
    return 3;
  },
  async later() {
    await null;
    throw new RangeError("later");
  },
};
