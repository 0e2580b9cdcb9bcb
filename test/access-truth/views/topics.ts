import { Keys, Person, Place, Rule, Target, View } from '../model';

export const PUBLISH = ['iot:Connect', 'iot:Publish', 'iot:RetainPublish'];
export const SUBSCRIBE = ['iot:Connect', 'iot:Subscribe', 'iot:Receive'];
const ACTIONS = [...new Set([...PUBLISH, ...SUBSCRIBE, 'iot:GetRetainedMessage'])];

export const OWN_TOPIC = 'own topics';
export const OWN_DEVICE = 'a device of their own';

interface Area {
  /** Up to the kind of resource. */
  readonly arn: string;
  readonly prefix: string;
  keyOf(keys: Keys): string;
}

/** Topics under a key, and the client ids that one may connect with. */
export function topics({ arn, prefix, keyOf }: Area, name: string, text: string, rules: readonly Rule[]): View {
  const own = ({ own: keys }: Person) => `${prefix}/${keyOf(keys)}`;
  const place = (placeName: string, topicIn: (person: Person) => string): Place => ({
    name: placeName,
    target: (action, person) => topicTarget(arn, action, topicIn(person)),
  });
  const client = (placeName: string, idOf: (person: Person) => string): Place => ({
    name: placeName,
    target: (action, person) => (action === 'iot:Connect' ? { resource: `${arn}:client/${idOf(person)}` } : undefined),
  });
  return {
    name,
    text,
    rules,
    actions: ACTIONS,
    places: [
      place(OWN_TOPIC, (person) => `${own(person)}/inbox`),
      place("another's topics", ({ other }) => `${prefix}/${keyOf(other)}/inbox`),
      place('a longer name', (person) => `${own(person)}-evil/inbox`),
      place("everybody's (#)", () => `${prefix}/#`),
      place("everybody's (+)", () => `${prefix}/+/inbox`),
      place('reserved topics', (person) => `$aws/${own(person)}/inbox`),
      client(OWN_DEVICE, (person) => `${keyOf(person.own)}/phone`),
      client("another's device", ({ other }) => keyOf(other)),
      client('a device of a longer name', (person) => `${keyOf(person.own)}-evil`),
    ],
    space: {
      name: `${arn} topics`,
      actions: ACTIONS.filter((action) => action !== 'iot:Connect'),
      target: (action, key) => topicTarget(arn, action, key)!,
      placeOf: (key, person) => (key.startsWith(`${own(person)}/`) ? OWN_TOPIC : undefined),
      pieces: (person) => [prefix, keyOf(person.own), keyOf(person.other), own(person), `${own(person)}/`, '#', '+'],
    },
  };
}

/** IoT asks a subscription of the filter, everything else of the topic; a connection of the client alone. */
function topicTarget(arn: string, action: string, topic: string): Target | undefined {
  if (action === 'iot:Connect') return undefined;
  return { resource: `${arn}:${action === 'iot:Subscribe' ? 'topicfilter' : 'topic'}/${topic}` };
}
