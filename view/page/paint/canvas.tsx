// A function that paints in; a canvas as large as its place, painted again when what it shows, its size or the colours change, out.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Theme, themeOf } from "./theme.js";

/** Beyond this many pixels a browser draws nothing, without a word. */
const MAX_PIXELS = 16_384;

/** What is painted on, in CSS pixels. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
}

/** What it shows. */
export interface CanvasProps {
  readonly class: string;
  readonly paint: (surface: Surface) => void;
}

/** The canvas fills its parent, which has a size of its own. What it shows has to stand beside it as text, too. */
export function Canvas({ class: name, paint }: CanvasProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(canvas);
  const theme = themeOf();
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || size.width === 0 || size.height === 0) return;
    matchPixels(element, size);
    context.setTransform(element.width / size.width, 0, 0, element.height / size.height, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    context.font = theme.font;
    paint({ context, ...size, theme });
  });
  return <canvas class={name} ref={canvas} />;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function useSize(canvas: { readonly current: HTMLCanvasElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const parent = canvas.current?.parentElement;
    if (!parent) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = parent;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(parent);
    return () => observer.disconnect();
  }, [canvas]);
  return size;
}

/** As many pixels as the screen has; setting the size again would empty it for nothing. */
function matchPixels(element: HTMLCanvasElement, { width, height }: Size): void {
  const [x, y] = [width, height].map((each) => Math.min(MAX_PIXELS, Math.round(each * devicePixelRatio)));
  if (element.width !== x) element.width = x as number;
  if (element.height !== y) element.height = y as number;
}
