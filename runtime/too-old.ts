// Stands for the runtime that code of a newer release asks for, and which this one has not: an error as it is loaded.
import { VERSION } from "./model/resource.js";

throw new Error(
  "uno-trace: this program has code that was built by a newer release of uno-trace and calls functions that the" +
    ` runtime of ${VERSION}, which is installed here, has not. Install the release that built it, or build it with this one.`,
);
