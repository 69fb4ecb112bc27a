// Every span of a small program is recorded and dropped; as a process ends, it adds to the file of SPANS how many there were.
import { appendFileSync } from "node:fs";
import { spanCounts } from "../../../../bench/programs/inside/dropped.mjs";

process.on("exit", () => appendFileSync(process.env.SPANS, `${spanCounts().spans}\n`));
