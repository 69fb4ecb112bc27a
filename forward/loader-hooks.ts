// Loads the hooks of uno-trace-build into this thread, or throws what is missing.
import { load } from "./load.js";

load("/loader");
