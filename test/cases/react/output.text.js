import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "Title", "fn": "Title", "kind": 0, "file": "input.tsx", "line": 7, "column": 1 };
}
function __uno_1() {
  return { "name": "Page", "fn": "Page", "kind": 0, "file": "input.tsx", "line": 12, "column": 14 };
}
function __uno_2() {
  return { "name": "Page.item", "fn": "input.tsx:15", "kind": 0, "file": "input.tsx", "line": 15, "column": 46 };
}
const React = {
  createElement: (type, props, ...children) => typeof type === "function" ? type({ ...props, children }) : { type, props, children }
};
function Title({ text }) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    return /* @__PURE__ */ React.createElement("h1", { className: "title class" }, text);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
const Page = ({ items }) => {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    return /* @__PURE__ */ React.createElement("main", null, /* @__PURE__ */ React.createElement(Title, { text: "page title" }), items.map(
      /* @trace name="Page.item" */
      (item) => {
        const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
        try {
          return /* @__PURE__ */ React.createElement("li", { key: item }, item);
        } catch (__uno_error) {
          throw __uno.$fail(__uno_span2, __uno_error);
        } finally {
          __uno_span2 && __uno.$exit(__uno_span2);
        }
      }
    ));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
const run = () => /* @__PURE__ */ React.createElement(Page, { items: ["first item", "second item"] });
export {
  run
};
