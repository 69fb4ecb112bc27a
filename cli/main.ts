#!/usr/bin/env node
// The program `uno-trace`: process arguments in, process exit code out.
import { runProgram } from "../terminal/program.js";
import { run } from "./run.js";

void runProgram(run);
