import { Mutant, only, remove, replaceIn, retold, Template, withoutGrant } from './mutant';

const PERMISSION = 'AWS::Lambda::Permission';
const configOf = (template: Template, id: RegExp) =>
  only(template, 'AWS::Cognito::UserPool', id).Properties.LambdaConfig;

/** Faults of the pool to which people move. */
export const MIGRATION_MUTANTS: Mutant[] = [
  {
    name: 'no permission to invoke UserMigration',
    caughtBy: /olga signs in at the new pool/,
    plant: (template) => remove(template, PERMISSION, /MovedUserMigration/),
  },
  {
    name: 'another client of the old pool',
    caughtBy: /olga signs in at the new pool/,
    plant: (template) => replaceIn(template, 'AWS::Lambda::Function', 'clientId', 'clientID', /MovedUserMigration/),
  },
  {
    name: 'a migration that has ended',
    caughtBy: /olga signs in at the new pool/,
    plant: (template) => retold(template, /MovedUserMigration/, '2099-12-31', '2020-12-31'),
  },
  {
    name: 'no permission to look up who forgot the password',
    caughtBy: /fred forgot his password/,
    plant: (template) => withoutGrant(template, /MovedUserMigration/, 'cognito-idp:'),
  },
];

/** Faults of the pool that sends by itself. */
export const SENDER_MUTANTS: Mutant[] = [
  {
    name: 'no permission to invoke the sender of e-mail',
    caughtBy: /emma signs up/,
    plant: (template) => remove(template, PERMISSION, /SentCustomEmail/),
  },
  {
    name: 'a key that does not let Cognito encrypt',
    caughtBy: /emma signs up/,
    plant: (template) => only(template, 'AWS::KMS::Key').Properties.KeyPolicy.Statement.splice(1),
  },
  {
    name: 'mails whose code cannot be read',
    caughtBy: /emma signs up/,
    plant: (template) => remove(template, 'AWS::IAM::Policy', /SentCustomEmailSenderBeside/),
  },
  {
    name: 'mails that cannot be sent',
    caughtBy: /emma signs up/,
    plant: (template) => withoutGrant(template, /SentCustomEmailSenderRole/, 'ses:'),
  },
  {
    name: 'codes of another pool alone',
    caughtBy: /emma signs up/,
    plant: (template) => {
      const { PolicyDocument } = only(template, 'AWS::IAM::Policy', /SentCustomEmailSenderBeside/).Properties;
      PolicyDocument.Statement[0].Condition.StringEquals = { 'kms:EncryptionContext:userpool-id': 'us-east-1_another' };
    },
  },
  {
    name: 'SMS whose code cannot be read',
    caughtBy: /greta in Germany/,
    plant: (template) => remove(template, 'AWS::IAM::Policy', /SentCustomSMSSenderBeside/),
  },
  {
    name: 'SMS that cannot be sent',
    caughtBy: /greta in Germany/,
    plant: (template) => withoutGrant(template, /SentCustomSMSSenderRole/, 'sns:'),
  },
];

/** Faults of the pool with rows, suspension and lockout. */
export const ACCOUNT_MUTANTS: Mutant[] = [
  {
    name: 'no trigger for messages',
    caughtBy: /cora signs up/,
    plant: (template) => delete configOf(template, /Told/).CustomMessage,
  },
  {
    name: 'profiles that cannot be written',
    caughtBy: /cora (signs up|has a row)/,
    plant: (template) => withoutGrant(template, /ToldPostConfirmation/, 'dynamodb:'),
  },
  {
    name: 'sign-ins that cannot be noted',
    caughtBy: /cora has a row/,
    plant: (template) => withoutGrant(template, /ToldPostAuthentication/, 'dynamodb:UpdateItem'),
  },
  {
    name: 'rows that no token can read',
    caughtBy: /cora has a row/,
    plant: (template) => withoutGrant(template, /ToldPreTokenGeneration/, 'dynamodb:'),
  },
  {
    name: 'events that cannot be sent',
    caughtBy: /the bus has heard/,
    plant: (template) => withoutGrant(template, /ToldPostConfirmation/, 'events:'),
  },
  {
    name: 'events that tell the address',
    caughtBy: /the bus has heard/,
    plant: (template) => retold(template, /ToldPostConfirmation/, '"attributes":[]', '"attributes":["email"]'),
  },
  {
    name: 'suspension that sleeps at a refresh',
    caughtBy: /is suspended, and refreshes once more/,
    plant: (template) => retold(template, /ToldPreTokenGeneration/, '"attribute":"suspended"', '"attribute":"asleep"'),
  },
  {
    name: 'suspension that sleeps before the password',
    caughtBy: /sven, who is suspended, signs in/,
    plant: (template) => retold(template, /ToldPreAuthentication/, '"attribute":"suspended"', '"attribute":"asleep"'),
  },
  {
    name: 'ten attempts instead of three',
    caughtBy: /three wrong passwords for lars/,
    plant: (template) => retold(template, /ToldPreAuthentication/, '"attempts":3', '"attempts":10'),
  },
  {
    name: 'attempts that no success forgets',
    caughtBy: /lena, who then types hers/,
    plant: (template) => retold(template, /ToldPostAuthentication/, '"sources":["*"]', '"sources":["none"]'),
  },
];

/** Faults of the pool of a partner. */
export const FEDERATION_MUTANTS: Mutant[] = [
  {
    name: 'a domain too many',
    caughtBy: /comes with another address/,
    plant: (template) =>
      retold(template, /PartnersInbound/, '["partner.example"]', '["partner.example","elsewhere.example"]'),
  },
  {
    name: 'no trigger for what the provider says',
    caughtBy: /pia of the partner signs in/,
    plant: (template) => delete configOf(template, /Partners/).InboundFederation,
  },
  {
    name: 'another attribute left out',
    caughtBy: /pia of the partner signs in/,
    plant: (template) => retold(template, /PartnersInbound/, '"attributes":["nickname"]', '"attributes":["locale"]'),
  },
  {
    name: 'a provider that is believed about every address',
    caughtBy: /that it has not verified/,
    plant: (template) =>
      retold(
        template,
        /PartnersInbound/,
        '"trust":[]',
        '"trust":[{"provider":"Partner","domains":["partner.example"]}]',
      ),
  },
];

/** Faults of the machines' pool. */
export const MACHINE_MUTANTS: Mutant[] = [
  {
    name: 'a trigger that machines do not meet',
    caughtBy: /a machine asks for a token/,
    plant: (template) => (configOf(template, /Machines/).PreTokenGenerationConfig.LambdaVersion = 'V2_0'),
  },
  {
    name: 'a scope that is left',
    caughtBy: /a machine asks for a token/,
    plant: (template) => retold(template, /MachinesPreToken/, '["reports/write"]', '["reports/delete"]'),
  },
];
