interface Element {
  readonly tag: unknown;
  readonly props: unknown;
  readonly children: readonly unknown[];
}

declare global {
  namespace JSX {
    interface IntrinsicElements {
      p: { title?: string; onClick?: () => void };
    }
  }
}

export const h = (tag: unknown, props: unknown, ...children: readonly unknown[]): Element => ({
  tag: typeof tag === "function" ? tag.name : tag,
  props,
  children,
});

function Name({ of }: { of: string }): Element {
  return <p title={of}>{[1, 2].map((each) => each * 2)}</p>;
}

export const View = <T extends string>(of: T): Element => (
  <Name of={of} />
);

export const Rendered = (): Element => Name({ of: "x" });
