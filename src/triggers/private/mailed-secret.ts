import { Duration } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { readSender } from './mail-sender';
import { mailTexts, SecretGap } from './mail-texts';
import { passingTable } from './passing-table';
import { TriggerScope, TriggerStep } from './trigger-step';
import { MailedSecretConfig, OneTimeSecretConfig, SECRETS_EXPIRY, SECRETS_KEY } from '../../contract/custom-auth';
import * as defaults from '../../defaults';
import { AuthConfigError } from '../../private/errors';
import { SignInMailOptions } from '../sign-in-mail-options';

const FILE_NAME = 'sign-in-mail.json';
const [READ, WRITE, WITHDRAW] = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'];

/** Hashes of what was mailed, one row per user, which the table forgets within the hour. */
const SECRETS = {
  key: SECRETS_KEY,
  expiry: SECRETS_EXPIRY,
  whyNoBackup:
    'Rows are hashes of secrets that work for minutes. A table of some day ago would bring back nothing but used ones.',
};

/** What a method is that mails a secret. */
export interface MailedSecret {
  /** The handler, as people call it: `CustomAuth.emailCode`. */
  readonly handler: string;
  /** What stands for it in the texts. */
  readonly gaps: readonly SecretGap[];
  readonly validity: Duration;
  /** The shortest and the longest that make sense, in minutes. */
  readonly validMinutes: readonly [number, number];
}

/** What both triggers need that issue a mailed secret and check it: the config of the one, and parts of their steps. */
export interface MailedSecretParts {
  readonly config: MailedSecretConfig;
  readonly issue: Pick<TriggerStep, 'files' | 'grant' | 'poolActions' | 'ports'>;
  readonly verify: (answers: OneTimeSecretConfig['answers'], key: string) => TriggerStep;
}

export function mailedSecret(scope: TriggerScope, secret: MailedSecret, options: SignInMailOptions): MailedSecretParts {
  const { where } = scope;
  const texts = mailTexts(where, secret.handler, secret.gaps, options.messages);
  const validSeconds = readValidity(where, secret);
  const sender = readSender(where, secret.handler, options);
  const table = passingTable(scope, 'OneTimeSecrets', SECRETS);
  const config = {
    table: table.tableName,
    validSeconds,
    coolDownSeconds: defaults.SIGN_IN_MAIL_COOL_DOWN.toSeconds(),
    answerAfterMs: defaults.SIGN_IN_MAIL_ANSWER_TIME.toMilliseconds(),
    from: sender.from,
    region: options.sesRegion,
    configurationSet: options.configurationSet,
    texts: { file: FILE_NAME },
  };
  const issue = {
    files: { [FILE_NAME]: JSON.stringify(texts) },
    ports: ['dynamodb', 'ses'] as const,
    poolActions: [],
    grant: (role: iam.IRole) => {
      role.addToPrincipalPolicy(onTable(table, READ, WRITE, WITHDRAW));
      role.addToPrincipalPolicy(sender.statement);
    },
  };
  return { config, issue, verify: (answers, key) => verifyStep(table, answers, key) };
} // prettier-ignore

function verifyStep(table: dynamodb.ITable, answers: OneTimeSecretConfig['answers'], key: string): TriggerStep {
  const sources = ['VerifyAuthChallengeResponse_Authentication'];
  return {
    trigger: 'VerifyAuthChallengeResponse',
    phase: 'GUARD',
    exclusive: true,
    wire: { step: 'oneTimeSecret', key, sources, config: { table: table.tableName, answers } },
    ports: ['dynamodb'],
    poolActions: [],
    grant: (role) => void role.addToPrincipalPolicy(onTable(table, READ, WRITE)),
  };
}

/** In the function's own words: the grants of the L2 differ between its versions. */
function onTable({ tableArn }: dynamodb.ITable, ...actions: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources: [tableArn] });
}

function readValidity(where: IConstruct, { handler, validity, validMinutes: [least, most] }: MailedSecret): number {
  const minutes = validity.toMinutes({ integral: false });
  if (Number.isInteger(minutes) && minutes >= least && minutes <= most) return validity.toSeconds();
  throw new AuthConfigError(
    where,
    `validity of ${handler} is ${validity.toHumanString()}. Choose whole minutes, from ${least} to ${most}.`,
  );
}
