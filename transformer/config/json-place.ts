// Members of a JSON document: paths to them, and where they stand.
import type { Place } from "../diagnostics/diagnostic.js";

/** A path into the JSON document: `["rules", 0, "min"]`. */
export type JsonPath = readonly (string | number)[];

/** Finds the place of a member; with `"key"` that of its name. */
export type Locate = (path: JsonPath, part?: "key") => Place;
