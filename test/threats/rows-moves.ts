import { row37, row47 } from './move-checks';
import { adding, changing, Mutation, setting } from './mutants';
import type { Threat } from './threat';
import { envelope, STEPS_VARIABLE } from '../../src/contract/codec';

const POOL = 'AWS::Cognito::UserPool';
const ARN = { 'Fn::GetAtt': ['Planted', 'Arn'] };

/** A function of a trigger with one step, planted beside the others. */
export const planting =
  (lambdaConfig: object, step: string, config: object): Mutation =>
  (template) => {
    const text = JSON.stringify(envelope([{ step, key: step, sources: ['*'], config }]));
    const Environment = { Variables: { [STEPS_VARIABLE]: text } };
    const named = changing(POOL, ({ Properties }) => {
      Properties.LambdaConfig = { ...Properties.LambdaConfig, ...lambdaConfig };
    });
    return adding('Planted', 'AWS::Lambda::Function', { Environment })(named(template));
  };

const MIGRATION = { until: '2027-06-30', finalUserStatus: 'CONFIRMED', attributes: { email: 'email' } };
export const migrating = (change: object): Mutation =>
  planting({ UserMigration: ARN }, 'fromUserPool', { ...MIGRATION, ...change });
export const federating = (step: string, config: object, LambdaVersion = 'V1_0'): Mutation =>
  planting({ InboundFederation: { LambdaArn: ARN, LambdaVersion } }, step, config);

/** Threats by what comes from elsewhere: passwords of another directory, claims of a provider. */
export const THREATS_BY_MOVES: readonly Threat[] = [
  {
    row: 37,
    title: 'Passwords in a user migration',
    secureDefault:
      'No client takes passwords; a migration has an end, says the status, sends no mail, moves named attributes, and says one sentence to all whom it does not move',
    check: row37,
    alsoTestedBy: [
      'lambda/steps/user-migration/from-user-pool.test.ts (every refusal alike)',
      'lambda/bundle/moves-round-trip.test.ts (no password in the log)',
      'threats/row-37.test.ts (a pool that migrates)',
    ],
    mutants: {
      'a client takes passwords, and nobody migrates': setting('AWS::Cognito::UserPoolClient', {
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      }),
      'a migration without an end': migrating({ until: undefined }),
      'a migration whose end is no day': migrating({ until: 'tomorrow' }),
      'a migration that leaves the status to Cognito': migrating({ finalUserStatus: undefined }),
      'a migration that makes up that an address is verified': migrating({ attributes: { email_verified: 'active' } }),
    },
  },
  {
    row: 47,
    title: 'A privileged attribute by a federated claim',
    secureDefault:
      'Handlers answer with all attributes that count, never with nothing, which would keep every one; a new name must be one that a mapping knows, and never a verdict',
    check: row47,
    alsoTestedBy: [
      'lambda/steps/inbound-federation/attributes.test.ts (no answer is empty)',
      'threats/row-47.test.ts (handlers that fail open are found)',
    ],
    mutants: {
      'a claim becomes one that no provider maps': federating('renameAttribute', { from: 'dept', to: 'role' }),
      'a claim becomes the word that an address is verified': federating('renameAttribute', {
        from: 'active',
        to: 'email_verified',
      }),
      'nobody is known again': federating('dropAttributes', { attributes: ['sub'] }),
      'an event of another version': federating('dropAttributes', { attributes: ['name'] }, 'V2_0'),
    },
  },
];
