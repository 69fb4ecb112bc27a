// A saved file, with its spans in it, in; the screen of that trace out.
import { render } from "preact";
import "../ground/tokens.css";
import "../ground/base.css";
import "../elements/elements.css";
import { type SavedSpan, savedSource } from "../trace/saved-source.js";
import { TraceOf } from "../trace/trace-screen.js";

const spans: readonly SavedSpan[] = JSON.parse(document.getElementById("trace")?.textContent ?? "[]");
const root = document.getElementById("app") as HTMLElement;
render(
  <main>
    <TraceOf source={savedSource(spans)} />
  </main>,
  root,
);
