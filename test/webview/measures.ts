// What can be measured of how a page looks: contrast, and what does not fit.

import type { InspectorPage } from './inspectorPage';

/** Colours over each other, the lowest first. */
type Layers = readonly string[];

/** The contrast (WCAG 2) of each pair. */
export function contrasts(view: InspectorPage, pairs: readonly (readonly [Layers, Layers])[]): Promise<number[]> {
  return view.page.evaluate((all) => {
    const luminance = (layers: Layers) => {
      const context = document.createElement('canvas').getContext('2d')!;
      for (const layer of layers) {
        context.fillStyle = layer;
        context.fillRect(0, 0, 1, 1);
      }
      const channels = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => value / 255);
      const [r, g, b] = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    return all.map((pair) => {
      const [one, other] = pair.map(luminance);
      return (Math.max(one!, other!) + 0.05) / (Math.min(one!, other!) + 0.05);
    });
  }, pairs);
}

/** The lowest contrast between the text of such elements and their colour on the editor's background. */
export async function lowestContrast(view: InspectorPage, selector: string): Promise<number> {
  const pairs = await view.page.locator(selector).evaluateAll((parts) => {
    const page = getComputedStyle(document.body).backgroundColor;
    return parts.map((part): [string[], string[]] => {
      const { color, backgroundColor } = getComputedStyle(part);
      return [
        [page, backgroundColor, color],
        [page, backgroundColor],
      ];
    });
  });
  return Math.min(...(await contrasts(view, pairs)));
}

/** What stands out of the page on its right. @param scrolled boxes that scroll by themselves: what is in them may. */
export function overflowing(view: InspectorPage, scrolled = 'none') {
  return view.page.evaluate((inside) => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const out = [...document.querySelectorAll(`main *:not(:is(${inside}) *)`)].filter(
      (part) => part.getBoundingClientRect().right > clientWidth + 1,
    );
    return { scrolls: scrollWidth > clientWidth, out: out.map(({ outerHTML }) => outerHTML.slice(0, 100)) };
  }, scrolled);
}
