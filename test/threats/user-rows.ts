import { Check } from './checks';
import { Context, isAllowed, policiesOf, WEB_IDENTITY, webIdentityRoles } from '../support/iam';
import { REGION } from '../support/intrinsics';

/** A session in which everything that may name a user has the same value, so that it does not matter what names them. */
const ME = `${REGION}:11111111-aaaa-4aaa-8aaa-111111111111`;
const OTHER = `${REGION}:22222222-bbbb-4bbb-8bbb-222222222222`;

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

/** A user's rows are those of their key: alone, never mixed with others', and never by a call that names no key. */
export const row28: Check = (template) =>
  webIdentityRoles(template).flatMap(([id]) => {
    const policies = policiesOf(template, id) as { Statement: Statement[] }[];
    const about = policies.flatMap(({ Statement }) => Statement.filter((each) => names(each).some(isOfDynamoDb)));
    const tags = [...JSON.stringify(about).matchAll(/aws:PrincipalTag\/([\w.-]+)/g)].map(([, tag]) => tag);
    const session: Context = {
      [`${WEB_IDENTITY}:sub`]: ME,
      ...Object.fromEntries(tags.map((tag) => [`aws:PrincipalTag/${tag}`, ME])),
    };
    const tables = new Set(about.flatMap(({ Resource }) => [Resource].flat().map((arn) => arn.split('/index/')[0])));
    return [...tables].flatMap((table) => {
      const context = { ...session, ...attributesOf(about, table) };
      const may = (name: string, keys?: string[], path = '') =>
        isAllowed({
          ...{ action: `dynamodb:${name}`, resource: `${table}${path}`, policies },
          context: keys ? { ...context, 'dynamodb:LeadingKeys': keys } : context,
        });
      const faults = {
        'closes their rows to users': !may('Query', [ME]),
        "opens others' rows": may('Query', [OTHER]) || may('UpdateItem', [OTHER]),
        "opens others' rows beside the user's": may('BatchGetItem', [ME, OTHER]),
        'opens calls without a key': may('Query') || may('GetItem'),
        'opens scans': may('Scan') || may('Scan', [ME]),
        'opens PartiQL': may('PartiQLSelect', [ME]) || may('PartiQLUpdate', [ME]),
        'opens indexes that nobody named': may('Query', [ME], '/index/unheard-of'),
      };
      return Object.entries(faults).flatMap(([fault, holds]) => (holds ? [`${id} ${fault} (${table})`] : []));
    });
  });

const names = ({ Action }: Statement) => [Action].flat();
const isOfDynamoDb = (action: string) => action === '*' || action.startsWith('dynamodb:');

/** What a call says of attributes when a statement asks for them. */
function attributesOf(statements: readonly Statement[], table: string): Context {
  const conditions = statements
    .filter(({ Resource }) => [Resource].flat().includes(table))
    .flatMap(({ Condition = {} }) => Object.values(Condition));
  const wanted = conditions.map((keys) => keys['dynamodb:Attributes']).find(Array.isArray) as string[] | undefined;
  return wanted ? { 'dynamodb:Attributes': wanted.slice(0, 1), 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } : {};
}
