import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { clientsOf } from '../../private/pool-parts';

/** Flows in which Cognito has the password, and so can hand it on. */
const WITH_PASSWORD = /^(?:ALLOW_)?(?:ADMIN_|USER_)(?:USER_)?PASSWORD_AUTH$|^ADMIN_NO_SRP_AUTH$/;

/** A migration to which no client can give a password; where there is no client at all, others may be made elsewhere. */
export function migrationFindings(userPool: IConstruct): string[] {
  const clients = clientsOf(userPool);
  const takesPasswords = clients.some((client) => {
    const flows = (Stack.of(client).resolve(client.explicitAuthFlows) ?? []) as unknown[];
    return flows.some((flow) => WITH_PASSWORD.test(`${flow as string}`));
  });
  if (clients.length === 0 || takesPasswords) return [];
  return [
    'UserMigration never sees a password, because no client of the pool opens USER_PASSWORD_AUTH. Pass userPasswordAuth: true to the client by which people move, or leave the handler out.',
  ];
}
