import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../private/errors';
import { Relaxation } from '../private/relaxations';
import { requireLiteral } from '../private/tokens';
import { movedAttributes, signInAttributes } from './private/moved-attributes';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';
import { Pool } from '../user-pool/pool';

/**
 * Options of `UserMigration.fromUserPool`.
 */
export interface FromUserPoolOptions {
  /**
   * Id of the other user pool, such as `eu-west-1_AbCdEf123`: plain text, which also names its Region.
   */
  readonly userPoolId: string;

  /**
   * Id of a client of the other pool, best one made for this: without a secret, with `USER_PASSWORD_AUTH` open, and allowed to
   * read the attributes. Delete it at the end.
   */
  readonly clientId: string;

  /**
   * The last day of the migration, in UTC, as `2027-06-30`. From the next day on nobody moves, and the other pool is not
   * asked any more.
   */
  readonly until: string;

  /**
   * Which attributes move: the name here, and the name there. Name none that users could write there and that decides here
   * what they may do. Whether an e-mail address or phone number is verified comes along by itself, when the number or address
   * moves under its own name.
   *
   * @default - `email`, and `phone_number` or `preferred_username` where people sign in with them
   */
  readonly attributes?: { [name: string]: string };

  /**
   * Whether people choose a new password, with a code that is sent to them, after they signed in with the old one. Your app
   * handles `PasswordResetRequiredException` then.
   *
   * @default false
   */
  readonly requireNewPassword?: boolean;

  /**
   * Whether who forgot the password moves, too. The function may then look up every user of the other pool
   * (`cognito-idp:AdminGetUser`), which must be in the account of this one; for a pool of another account say false. Whoever
   * knows an address can ask for that: its owner has moved then, and must choose a new password with the code.
   *
   * @default true
   */
  readonly forgottenPasswords?: boolean;
}

const HANDLER = 'UserMigration.fromUserPool';

const POOL_ID = /^([a-z]{2}(?:-[a-z]+)+-\d+)_[A-Za-z0-9]+$/;
const CLIENT_ID = /^\w+$/;

export function fromUserPool(options: FromUserPoolOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where, pool }: TriggerScope, options: FromUserPoolOptions): TriggerStep {
  const [userPoolId, region] = matching(where, 'userPoolId', options.userPoolId, POOL_ID, 'eu-west-1_AbCdEf123') as unknown as [string, string]; // prettier-ignore
  const [clientId] = matching(where, 'clientId', options.clientId, CLIENT_ID, '1example23456789');
  const resets = options.forgottenPasswords ?? true;
  const attributes = movedAttributes(where, HANDLER, pool, options.attributes);
  return {
    trigger: 'UserMigration',
    phase: 'SHAPE',
    wire: {
      step: 'fromUserPool',
      key: userPoolId,
      sources: ['UserMigration_Authentication', ...(resets ? ['UserMigration_ForgotPassword'] : [])],
      config: {
        userPoolId,
        region,
        clientId,
        until: lastDay(where, options.until),
        attributes,
        finalUserStatus: options.requireNewPassword ? 'RESET_REQUIRED' : 'CONFIRMED',
        signInWith: signInAttributes(pool),
        hasUserNames: hasUserNames(pool.signInAliases),
      },
    },
    ports: ['migration'],
    poolActions: [],
    exclusive: true,
    relaxations: relaxations(pool, attributes),
    grant: resets ? (role) => permitLookUp(where, role, region, userPoolId) : undefined,
  };
}

/** What others could do to people who move, or those to the app. */
function relaxations({ selfSignUpEnabled, attributes }: Pool, moved: Readonly<Record<string, string>>): Relaxation[] {
  const authorizing = Object.keys(moved).filter((name) => attributes.authorizes(name));
  return [
    {
      isMade: selfSignUpEnabled,
      id: 'signUpBeforeMigration',
      sentence: `anybody can sign up with an address that has not moved yet, and so keep its owner from moving with ${HANDLER}. Set selfSignUpEnabled: false until the migration has ended, or acknowledge the warning.`,
    },
    {
      isMade: authorizing.length > 0,
      id: 'movedAuthorizationAttribute',
      sentence: `${HANDLER} moves ${authorizing.join(', ')}, which decides what a user may do: whoever can write it in the other pool decides it. Leave it out, or acknowledge the warning if no client there may write it.`,
    },
  ];
}

function hasUserNames({ username, preferredUsername }: cognito.SignInAliases): boolean {
  return Boolean(username || preferredUsername);
}

/** On the other pool alone: the function never has to know its own. */
function permitLookUp(where: IConstruct, role: iam.IRole, region: string, userPoolId: string): void {
  const pool = Stack.of(where).formatArn({
    service: 'cognito-idp',
    region,
    resource: 'userpool',
    resourceName: userPoolId,
  });
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['cognito-idp:AdminGetUser'], resources: [pool] }));
}

function matching(where: IConstruct, name: string, text: string, form: RegExp, example: string): RegExpExecArray {
  const found = form.exec(requireLiteral(where, `${name} of ${HANDLER}`, text));
  if (found) return found;
  throw new AuthConfigError(where, `${name} of ${HANDLER} is '${text}'. Pass the id of the other side, such as ${example}.`);
} // prettier-ignore

function lastDay(where: IConstruct, text: string): string {
  const day = requireLiteral(where, `until of ${HANDLER}`, text);
  const date = new Date(`${day}T00:00:00Z`);
  // JavaScript reads the 30th of February as a day of March
  if (!Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day) return day;
  throw new AuthConfigError(where, `until of ${HANDLER} is '${text}', which is no day. Pass one such as 2027-06-30.`);
}
