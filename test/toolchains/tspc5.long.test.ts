// The rich project through tspc of TypeScript 5.
import { typescript5 } from "./compilers.js";
import { describeCompiler } from "./rich-project.js";

describeCompiler(typescript5());
