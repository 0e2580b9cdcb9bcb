import type { Check } from './checks';
import type { Mutation } from './mutants';
import type { Threat } from './threat';
import { allOf, type TemplateJson } from '../support/template';

const POOL = 'AWS::Cognito::UserPool';
const COGNITO = 'cognito-idp.amazonaws.com';
const ACCOUNT = { Ref: 'AWS::AccountId' };
const POOLS = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cognito-idp:', { Ref: 'AWS::Region' }, ':', ACCOUNT, ':userpool/*']] }; // prettier-ignore

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The key of custom senders: Cognito may use it for this account's pools, and who reads codes reads those of one pool. */
export const row32: Check = (template) =>
  allOf(template, POOL).flatMap(([id, { Properties }]) => {
    const { KMSKeyID, CustomEmailSender, CustomSMSSender } = Properties.LambdaConfig ?? {};
    if (!CustomEmailSender && !CustomSMSSender) return [];
    const keyId = KMSKeyID?.['Fn::GetAtt']?.[0];
    const key = template.Resources[keyId]?.Properties;
    const statements: any[] = key?.KeyPolicy.Statement ?? [];
    const ofCognito = statements.filter(({ Principal }) => Principal.Service === COGNITO);
    const isAccount = ({ Principal }: any) => /:root"/.test(JSON.stringify(Principal.AWS ?? '')) && same(Principal.AWS['Fn::Join']?.[1].at(-2), ACCOUNT); // prettier-ignore
    const isBound = ({ Condition }: any) =>
      same(Condition?.StringEquals?.['aws:SourceAccount'], ACCOUNT) && same(Condition?.ArnLike?.['aws:SourceArn'], POOLS);
    const readers = statementsAbout(template, keyId);
    const isOfThisPool = ({ Condition }: any) => same(Condition?.StringEquals?.['kms:EncryptionContext:userpool-id'], { Ref: id });
    const faults = {
      'has senders, and no key for their codes': key === undefined,
      'has a key that never changes': key?.EnableKeyRotation !== true,
      'has a key whose policy names the pool, so that neither can be made first': JSON.stringify(statements).includes(`"${id}"`),
      'has a key that strangers may use': !statements.every((each) => isAccount(each) || each.Principal.Service === COGNITO),
      'has a key that Cognito may use for other accounts': !ofCognito.every(isBound),
      'has a key with which Cognito may do more than it needs': !ofCognito.every(({ Action }) => [Action].flat().every((each) => each === 'kms:CreateGrant')),
      'lets its senders read the codes of other pools': !readers.every(isOfThisPool),
      'lets its senders do more than read': !readers.every(({ Action }) => same([Action].flat(), ['kms:Decrypt'])),
    };
    return Object.entries(faults).flatMap(([fault, holds]) => (holds ? [`${id} ${fault}`] : []));
  }); // prettier-ignore

/** Statements of roles about a key, or about all keys. */
function statementsAbout(template: TemplateJson, keyId: string): any[] {
  const policies = allOf(template, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
  return policies.filter(({ Action, Resource }: any) => {
    const isKms = [Action].flat().some((each) => /^(?:\*|kms:)/.test(`${each}`));
    return isKms && [Resource].flat().some((each: any) => each === '*' || each?.['Fn::GetAtt']?.[0] === keyId);
  });
} // prettier-ignore

interface Planted {
  readonly key?: object;
  readonly cognito?: object;
  readonly more?: readonly object[];
  readonly reader?: object;
}

/** A pool with a sender as it should be, but for one fault. */
export const sender =
  ({ key, cognito, more = [], reader }: Planted = {}): Mutation =>
  (template) => {
    const copy = structuredClone(template);
    const [[id, pool]] = allOf(copy, POOL);
    const self = (value: object | undefined) => JSON.parse(JSON.stringify(value ?? {}).replaceAll('THE_POOL', id));
    const Arn = { 'Fn::GetAtt': ['SenderKey', 'Arn'] };
    pool.Properties.LambdaConfig = {
      ...pool.Properties.LambdaConfig,
      CustomEmailSender: { LambdaArn: 'arn', LambdaVersion: 'V1_0' },
      KMSKeyID: Arn,
    };
    const root = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', ACCOUNT, ':root']] };
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' },
      {
        Effect: 'Allow',
        Principal: { Service: COGNITO },
        Action: 'kms:CreateGrant',
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': POOLS } },
        ...self(cognito),
      },
      ...more.map(self),
    ];
    const reading = {
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: Arn,
      Condition: { StringEquals: { 'kms:EncryptionContext:userpool-id': { Ref: id } } },
      ...self(reader),
    };
    copy.Resources.SenderKey = {
      Type: 'AWS::KMS::Key',
      Properties: { EnableKeyRotation: true, KeyPolicy: { Statement }, ...key },
    };
    copy.Resources.SenderReads = {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyDocument: { Statement: [reading] } },
    };
    return copy;
  };

const withoutKey: Mutation = (template) => {
  const copy = sender()(template);
  delete allOf(copy, POOL)[0][1].Properties.LambdaConfig.KMSKeyID;
  return copy;
};

/** Threats to what custom senders send. */
export const THREATS_TO_SENDERS: readonly Threat[] = [
  {
    row: 32,
    title: 'A key of custom senders that is too wide',
    secureDefault:
      'No custom senders until asked for; then a key that rotates, that Cognito may use for pools of this account and Region, and with which each sender reads the codes of its pool',
    check: row32,
    mutants: {
      'no key': withoutKey,
      'a key that never changes': sender({ key: { EnableKeyRotation: false } }),
      'any account': sender({ cognito: { Condition: { ArnLike: { 'aws:SourceArn': POOLS } } } }),
      'any source': sender({ cognito: { Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } } }),
      'no condition': sender({ cognito: { Condition: {} } }),
      'a key policy that names the pool': sender({
        cognito: { Condition: { ArnLike: { 'aws:SourceArn': { 'Fn::GetAtt': ['THE_POOL', 'Arn'] } } } },
      }),
      'Cognito may decrypt': sender({ cognito: { Action: ['kms:CreateGrant', 'kms:Decrypt'] } }),
      'everybody may use it': sender({ more: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt' }] }),
      'another account may use it': sender({
        more: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::999999999999:root' }, Action: 'kms:Decrypt' }],
      }),
      'codes of every pool': sender({ reader: { Condition: {} } }),
      'codes of another pool': sender({
        reader: { Condition: { StringEquals: { 'kms:EncryptionContext:userpool-id': 'eu-west-1_Other' } } },
      }),
      'every key': sender({ reader: { Resource: '*', Condition: {} } }),
      'a sender that encrypts': sender({ reader: { Action: ['kms:Decrypt', 'kms:GenerateDataKey'] } }),
    },
    alsoTestedBy: ['threats/row-32.test.ts (simulation)', 'triggers/sender-key.test.ts'],
  },
];
