import { Context } from '../../support/iam';
import { Keys, Person, Place, Rule, View } from '../model';

export const ENCRYPT = ['kms:Encrypt', 'kms:GenerateDataKey'];
export const DECRYPT = ['kms:Decrypt'];
const ACTIONS = [...ENCRYPT, ...DECRYPT, 'kms:ReEncryptFrom', 'kms:CreateGrant', 'kms:PutKeyPolicy'];

export const OWN_CONTEXT = 'own encryption context';

interface Area {
  readonly arn: string;
  /** Another key of the account, whose policy leaves as much to IAM. */
  readonly otherArn: string;
  /** The pair that names somebody. */
  readonly contextName: string;
  keyOf(keys: Keys): string;
}

/** A key whose ciphertexts belong to whoever stands in the encryption context. */
export function ciphertexts(
  { arn, otherArn, contextName, keyOf }: Area,
  name: string,
  text: string,
  rules: readonly Rule[],
): View {
  const pair = (value: string, pairName = contextName): Context => ({ [`kms:EncryptionContext:${pairName}`]: value });
  const place = (placeName: string, contextOf: (person: Person) => Context, resource = arn): Place => ({
    name: placeName,
    target: (_, person) => ({ resource, context: contextOf(person) }),
  });
  return {
    name,
    text,
    rules,
    actions: ACTIONS,
    places: [
      place(OWN_CONTEXT, ({ own }) => pair(keyOf(own))),
      place("another's encryption context", ({ other }) => pair(keyOf(other))),
      place('a longer value', ({ own }) => pair(`${keyOf(own)}-evil`)),
      place('no encryption context', () => ({})),
      place('an empty value', () => pair('')),
      place('another pair', ({ own }) => pair(keyOf(own), 'purpose')),
      place('another key', ({ own }) => pair(keyOf(own)), otherArn),
    ],
    space: {
      name: `${arn} ${contextName}`,
      actions: ACTIONS,
      target: (_, value) => ({ resource: arn, context: pair(value) }),
      placeOf: (value, person) => (value === keyOf(person.own) ? OWN_CONTEXT : undefined),
      pieces: (person) => [keyOf(person.own), keyOf(person.other)],
    },
  };
}
