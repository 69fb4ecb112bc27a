// Where the reader is in; the header and the screen out.
import { signal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Notice } from "./elements/notice.js";
import { pathWith } from "./ground/path.js";
import { followLinks, place, type ScreenProps } from "./ground/router.js";
import { QueryLine } from "./query/query-line.js";
import { SCREENS, type Screen } from "./screens.js";

followLinks();

/** Screens that were loaded. */
const loaded = signal<ReadonlyMap<Screen, ComponentType<ScreenProps>>>(new Map());

/** The whole page. */
export function App(): JSX.Element {
  const { pathname } = place.value;
  const screen = SCREENS.find(({ path }) => path.test(pathname));
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (screen !== undefined) void loadOnce(screen);
  }, [screen]);
  return (
    <>
      <Head pathname={pathname} />
      <main ref={main} tabIndex={-1}>
        {screen === undefined ? (
          <div class="screen">
            <Notice>There is nothing at {pathname}.</Notice>
          </div>
        ) : (
          <Shown screen={screen} pathname={pathname} />
        )}
      </main>
    </>
  );
}

function Head({ pathname }: { readonly pathname: string }): JSX.Element {
  const query = place.value.searchParams.get("query") ?? undefined;
  return (
    <header class="head">
      <a class="brand" href="/">
        uno-trace
      </a>
      <nav aria-label="Screens">
        {SCREENS.flatMap(({ link }) => link ?? []).map(({ href, text }) => (
          <a
            key={href}
            href={pathWith(href, { query })}
            aria-current={href === pathname ? "page" : undefined}
          >
            {text}
          </a>
        ))}
      </nav>
      <QueryLine />
    </header>
  );
}

function Shown({ screen, pathname }: { readonly screen: Screen; readonly pathname: string }): JSX.Element {
  const Component = loaded.value.get(screen);
  if (Component === undefined) return <div class="screen" aria-busy="true" />;
  // Another trace is another screen: nothing of the one before may stay.
  return <Component key={pathname} groups={screen.path.exec(pathname)?.slice(1) ?? []} />;
}

async function loadOnce(screen: Screen): Promise<void> {
  if (loaded.peek().has(screen)) return;
  const component = await screen.load();
  loaded.value = new Map(loaded.peek()).set(screen, component);
}
