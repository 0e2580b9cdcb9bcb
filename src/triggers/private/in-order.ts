/** The same entries give the same template, however they are written down. */
export function inOrder(texts: { [name: string]: string }): Record<string, string> {
  const names = Object.keys(texts).sort();
  return Object.fromEntries(names.map((name) => [name, texts[name]]));
}
