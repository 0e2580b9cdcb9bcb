// What stands in a template in the place of a secret: `{{resolve:secretsmanager:NAME-OR-ARN:SecretString:KEY::}}`

const REFERENCE =
  /\{\{resolve:secretsmanager:(arn:aws:secretsmanager(?::[^:}]+){4}|[^:}]+)(?::SecretString)?(?::([^:}]*))?:*\}\}/g;

type Find = (id: string) => Promise<{ SecretString: string }>;

/** Replaces references to secrets by their values, whole or by a key of their JSON. */
export async function resolveReferences(props: object, find: Find): Promise<object> {
  let text = JSON.stringify(props);
  const [other] = /\{\{resolve:[^}]*\}\}/.exec(text.replaceAll(REFERENCE, '')) ?? [];
  if (other) throw new Error(`There is no value for the dynamic reference ${other}`);
  for (const [reference, id, jsonKey] of text.matchAll(REFERENCE)) {
    const { SecretString } = await find(id!);
    const value = jsonKey ? JSON.parse(SecretString)[jsonKey] : SecretString;
    if (value === undefined) throw new Error('Could not find a value associated with JSONKey in SecretString');
    text = text.split(reference).join(JSON.stringify(value).slice(1, -1));
  }
  return JSON.parse(text);
}
