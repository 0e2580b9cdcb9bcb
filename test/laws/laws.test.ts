import { App } from 'aws-cdk-lib';
import * as laws from './checks';
import { notesTemplate } from '../support/auth';
import { appWithFlags } from '../support/flags';
import { allOf, TemplateJson } from '../support/template';
import { changing, Mutation, rewriting, setting } from '../threats/mutants';

const plain = notesTemplate(new App());
const flagged = notesTemplate(appWithFlags());

const CLIENT = 'AWS::Cognito::UserPoolClient';
const FUNCTION = 'AWS::Lambda::Function';
const POOL_ARN = { 'Fn::GetAtt': ['AuthUserPool8115E87F', 'Arn'] };
const ofRole = (suffix: string) => (id: string) => id.includes(suffix);

const changingSome = (type: string, where: (id: string) => boolean, change: (resource: any) => void): Mutation =>
  changing(type, (resource, id) => {
    if (where(id)) change(resource);
  });

const LAWS: [string, laws.Check, Record<string, Mutation>][] = [
  [
    'law 1: beside, never inside',
    laws.law01,
    {
      'the pool waits for the group role, as a group inside it would': changing('AWS::Cognito::UserPool', (pool) => {
        pool.DependsOn = ['AuthEditorsRole34E45F3E', 'AuthAws50CB4BF4'];
      }),
    },
  ],
  [
    'law 2: triggers carry literals only',
    laws.law02,
    {
      'the pool id in the environment': changing(FUNCTION, ({ Properties }) => {
        Properties.Environment.Variables.POOL = { Ref: 'AuthUserPool8115E87F' };
      }),
    },
  ],
  [
    'law 3: statements that name the pool stand beside the function',
    laws.law03,
    {
      'one in the default policy': changingSome(
        'AWS::IAM::Policy',
        ofRole('PostConfirmationRoleDefault'),
        ({ Properties }) => {
          Properties.PolicyDocument.Statement[0].Resource = POOL_ARN;
        },
      ),
      'the function waits for the policy beside it': changingSome(FUNCTION, ofRole('PostConfirmation'), (fn) => {
        fn.DependsOn = [...fn.DependsOn, 'AuthPostConfirmationPoolAccess29B56C5C'];
      }),
      'the function does not wait for its own': changing(FUNCTION, (fn) => delete fn.DependsOn),
    },
  ],
  [
    'law 4: collections render lazily',
    laws.law04,
    {
      'the provider came too late': setting(CLIENT, { SupportedIdentityProviders: ['COGNITO'] }),
      'the client does not wait': changing(CLIENT, (client) => delete client.DependsOn),
    },
  ],
  ['law 8: five seconds', laws.law08, { 'a patient function': setting(FUNCTION, { Timeout: 5 }) }],
  [
    'law 9: group roles need token role mapping and unique precedence',
    laws.law09,
    {
      'the default role for all': rewriting('AWS::Cognito::IdentityPoolRoleAttachment', '"Token"', '"Rules"'),
      'two of one rank': setting('AWS::Cognito::UserPoolGroup', { Precedence: 1, RoleArn: 'role' }),
    },
  ],
  [
    'law 10: a grant to the identity pool reaches every signed-in user',
    laws.law10,
    {
      'a group role is left out': changing('AWS::IAM::ManagedPolicy', ({ Properties }) => Properties.Roles.pop()),
      'the authenticated role is left out': changing('AWS::IAM::ManagedPolicy', ({ Properties }) =>
        Properties.Roles.shift(),
      ),
      'a copy instead of one policy': (template) => {
        const [[, policy]] = allOf(template, 'AWS::IAM::ManagedPolicy');
        return { ...template, Resources: { ...template.Resources, Copy: policy } };
      },
    },
  ],
  [
    'law 11: what the pool needs to live shares its removal policy',
    laws.law11,
    Object.fromEntries(
      [FUNCTION, 'AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::Lambda::Permission', 'AWS::Logs::LogGroup'].map((type) => [
        `${type} goes with the stack`,
        changing(type, (resource) => delete resource.DeletionPolicy),
      ]),
    ),
  ],
];

describe.each(LAWS)('%s', (_, law, mutants) => {
  test.each<[string, TemplateJson]>([
    ['with no feature flags', plain],
    ['with all recommended feature flags (law 12)', flagged],
  ])('holds %s', (_flags, template) => {
    expect(law(template)).toEqual([]);
  });

  test.each(Object.entries(mutants))('finds: %s', (_name, mutate) => {
    expect(law(mutate(plain))).not.toEqual([]);
  });
});

describe('law 11', () => {
  test('leaves the domain, the branding and the clients out', () => {
    const others = ['UserPoolDomain', 'ManagedLoginBranding', 'UserPoolClient'].flatMap((kind) =>
      allOf(plain, `AWS::Cognito::${kind}`),
    );
    expect(others.map(([, { DeletionPolicy }]) => DeletionPolicy)).toEqual([undefined, undefined, undefined]);
  });
});

describe('law 12', () => {
  test('gives the same logical ids with no feature flags and with all recommended ones', () => {
    expect(Object.keys(flagged.Resources).sort()).toEqual(Object.keys(plain.Resources).sort());
  });

  test('is tested with flags that have an effect', () => {
    expect(Object.keys(appWithFlags().node.getAllContext()).length).toBeGreaterThan(30);
    expect(JSON.stringify(flagged)).not.toBe(JSON.stringify(plain));
  });
});
