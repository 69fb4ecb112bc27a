// The rich project through tspc of TypeScript 6; the older pair is in tspc5.long.test.ts.
import { typescript6 } from "./compilers.js";
import { describeCompiler } from "./rich-project.js";

describeCompiler(typescript6());
