// The projects whose own tests are run raw and traced: one row for each, by kind of project.
import type { Project } from "./project.js";
import { ASYNCHRONY } from "./table/asynchrony.js";
import { COMPILERS } from "./table/compilers.js";
import { VALUES } from "./table/values.js";
import { WEB_FRAMEWORKS } from "./table/web-frameworks.js";

/** The table; how to add a row is in CONTRIBUTING.md. */
export const PROJECTS: readonly Project[] = [...WEB_FRAMEWORKS, ...ASYNCHRONY, ...COMPILERS, ...VALUES];
