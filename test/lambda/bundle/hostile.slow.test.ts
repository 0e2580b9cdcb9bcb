import fc from 'fast-check';
import { NO_NETWORK, type Outcome, runFunction } from './function';
import { exerciseAll } from '../../../scripts/trigger-pages';
import { anyEventOf, type Deployed, deployedBy } from '../../triggers/deployed';
import { awsEndpoint } from '../ports/aws-endpoint';

/** Who sends mail takes its time with everybody, so that nobody can tell who got one. */
const eventsFor = ({ ports }: Deployed) => (ports.includes('ses') ? 8 : 60);

/** What a step hands on from `clientMetadata`, because that is what it is for: names of its fields. */
const HANDED_ON: Readonly<Record<string, readonly string[]>> = {};

const word = (prefix: string) => fc.stringMatching(/^[A-Za-z0-9]{10}$/).map((text) => `${prefix}${text}`);
const oddName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'response', 'request', 'claimsToAddOrOverride', 'groupsToOverride', 'autoConfirmUser', 'answer', 'redirectUri', 'token'),
  fc.string(),
); // prettier-ignore
const words = (prefix: string) => fc.dictionary(oddName, word(prefix), { noNullPrototype: true, maxKeys: 6 });

/** Addresses that filters have been fooled with. */
const hostileAddress = fc.oneof(
  fc.constantFrom(
    'ann@evil.test@example.com', 'ann@example.com@evil.test', '"ann@example.com"@evil.test', '"ann"@example.com', 'ann@example.com ', ' ann@example.com',
    'ann@example.com\n', 'ann@example.com,bob@evil.test', 'ann@exаmple.com', 'ann@exam\u200bple.com', 'ann@example。com', 'ann@ⓔxample.com', 'ann@EXAMPLE.com',
    'ann+1@example.com', 'ann(x)@example.com', '<ann@example.com>', 'ann@[127.0.0.1]', 'ann@example.com.', '@example.com', 'ann@', '', '\u0000@example.com',
    'ann@example.com" or email ^= "', `${'a'.repeat(400)}@example.com`, `ann@${'a.'.repeat(200)}example.com`, 'ann@xn--exmple-cua.com', '＠example.com', '𝓪𝓷𝓷@example.com',
  ),
  fc.emailAddress(),
  fc.string({ unit: 'grapheme' }),
); // prettier-ignore

/** A strange request: extra fields everywhere, and every list of words that clients write. */
const strange = fc.record({
  address: hostileAddress,
  metadata: words('Meta'),
  validation: words('Data'),
  ofEvent: words('New'),
  ofRequest: words('New'),
  attributes: words('Attr'),
});

type Strange = ReturnType<typeof strange.generate>['value_'];

function attacked(triggerSource: string, { address, metadata, validation, ofEvent, ofRequest, attributes }: Strange) {
  const known = anyEventOf(triggerSource);
  const userAttributes = { ...attributes, ...known.request.userAttributes, email: address };
  const request = { ...ofRequest, ...known.request, userAttributes, clientMetadata: metadata, validationData: validation };
  // as it arrives: text, in which `__proto__` is a name like any other
  return JSON.parse(JSON.stringify({ ...ofEvent, ...known, request })) as Record<string, unknown>;
} // prettier-ignore

const HANDLERS = [...exerciseAll()];
const FUNCTIONS = HANDLERS.flatMap(([name, exercised]) => deployedBy(exercised).map((each) => ({ name, ...each })));

let aws: Awaited<ReturnType<typeof awsEndpoint>>;
beforeAll(async () => (aws = await awsEndpoint()));
afterAll(() => aws.close());

const withoutResponse = (event: object) => JSON.stringify({ ...event, response: undefined });

async function outcomesOf(own: Deployed, events: readonly object[]): Promise<readonly Outcome[]> {
  aws.answers(({ path }) => (path === '/' ? {} : { body: '{"response":{}}' }));
  const environment = { ...own.environment, ...aws.environment, ...NO_NETWORK };
  const { outcomes } = await runFunction(own.folder, own.steps, events, environment);
  expect(outcomes).toHaveLength(events.length);
  return outcomes;
}

test.each(FUNCTIONS)('$name, function of $trigger: strange fields survive and go nowhere', async (own) => {
  const seed = Date.now() % 1_000_000_000;
  const requests = fc.sample(strange, { numRuns: eventsFor(own), seed });
  const events = requests.map((each, index) => attacked(own.sources[index % own.sources.length]!, each));
  const outcomes = await outcomesOf(own, events);
  const faults = outcomes.flatMap(({ event, error }, index) => {
    const { metadata, validation, ofEvent, ofRequest } = requests[index]!;
    const handedOn = HANDED_ON[own.name] ?? [];
    const free = Object.fromEntries(Object.entries(metadata).filter(([name]) => !handedOn.includes(name)));
    const foreign = [free, validation, ofEvent, ofRequest].flatMap((each) => Object.values(each));
    const said = error ? error.message : JSON.stringify(event!.response);
    const told = foreign.filter((value) => said.includes(value));
    const isWhole = !event || withoutResponse(event) === withoutResponse(events[index]!);
    return told.length > 0 || !isWhole ? [{ seed, index, told, isWhole, event: events[index] }] : [];
  });
  expect(faults).toEqual([]);
});

test.each(FUNCTIONS.filter(({ trigger }) => trigger === 'PreSignUp').filter(({ name }) => /EmailDomains$|autoConfirm/.test(name)))(
  '$name: an address that is not plainly one at a domain never counts as one of the domain',
  async (own) => {
    const odd = fc.tuple(hostileAddress, strange).filter(([address]) => !/^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9-]+\.)*[a-z0-9-]+\.[a-z][a-z0-9-]*$/i.test(address));
    const requests = fc.sample(odd, eventsFor(own)).map(([address, rest]) => ({ ...rest, address }));
    const outcomes = await outcomesOf(own, requests.map((each) => attacked('PreSignUp_SignUp', each)));
    const believed = outcomes.flatMap(({ event }, index) => {
      const { autoConfirmUser } = (event?.response ?? {}) as { autoConfirmUser?: boolean };
      const isTaken = own.name === 'PreSignUp.autoConfirm' ? autoConfirmUser === true : event !== undefined;
      return isTaken ? [requests[index]!.address] : [];
    });
    expect(believed).toEqual([]);
  },
); // prettier-ignore
