// A colour that a style sheet names, as the browser resolves it: for canvases, which cannot read CSS variables themselves.

/** The text colour of the class. */
export function resolvedColour(className: string): string {
  const probe = document.createElement('span');
  probe.className = className;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
