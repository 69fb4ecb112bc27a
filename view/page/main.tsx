// The document in; the viewer's page in it out.
import { render } from "preact";
import { App } from "./app.js";
import "./ground/tokens.css";
import "./ground/base.css";
import "./elements/elements.css";

render(<App />, document.getElementById("app") as HTMLElement);
