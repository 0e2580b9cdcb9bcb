import { Place, Rule, View } from '../model';

/** Calls by name: each place is a resource of its own, whoever asks. */
export function calls(
  action: string,
  resources: Readonly<Record<string, string>>,
  name: string,
  text: string,
  rules: readonly Rule[],
): View {
  return {
    name,
    text,
    rules,
    actions: [action],
    places: Object.entries(resources).map(([call, resource]): Place => ({ name: call, target: () => ({ resource }) })),
  };
}
