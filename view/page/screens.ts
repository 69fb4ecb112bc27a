// A path in; the screen that is shown there, loaded when it is first needed, out.
import type { ComponentType } from "preact";
import type { ScreenProps } from "./ground/router.js";

/** One screen. */
export interface Screen {
  readonly path: RegExp;
  /** Where the header leads to it. */
  readonly link?: { readonly href: string; readonly text: string };
  readonly load: () => Promise<ComponentType<ScreenProps>>;
}

/** All of them; the server hands the page out at the same paths (`view/server/page.ts`). */
export const SCREENS: readonly Screen[] = [
  {
    path: /^\/$/,
    link: { href: "/", text: "Traces" },
    load: async () => (await import("./list/list-screen.js")).ListScreen,
  },
  {
    path: /^\/operations$/,
    link: { href: "/operations", text: "Operations" },
    load: async () => (await import("./operations/operations-screen.js")).OperationsScreen,
  },
  {
    path: /^\/map$/,
    link: { href: "/map", text: "Services" },
    load: async () => (await import("./map/map-screen.js")).MapScreen,
  },
  {
    path: /^\/compare$/,
    link: { href: "/compare", text: "Compare" },
    load: async () => (await import("./compare/compare-screen.js")).CompareScreen,
  },
  {
    path: /^\/trace\/([0-9a-fA-F]{1,64})$/,
    load: async () => (await import("./trace/trace-screen.js")).TraceScreen,
  },
];
