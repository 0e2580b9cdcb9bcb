import { AppClient, UserMigration } from 'cdk-cognito-auth';
import { row37 } from './move-checks';
import { rewriting } from './mutants';
import { prove } from './prove';
import { CALLBACK } from '../support/auth';
import { withTriggers } from '../support/triggers';

const migrating = withTriggers((auth) => {
  auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], userPasswordAuth: true }));
  const [userPoolId, clientId] = ['us-east-1_OldPool01', '1oldexample23456789'];
  auth.addTrigger(UserMigration.fromUserPool({ userPoolId, clientId, until: '2027-06-30' }));
});

prove('threat 37, a pool that migrates', row37, [
  {
    name: 'a client that takes passwords for it',
    template: migrating,
    mutants: {
      'the migration is gone, and the flow is not': rewriting('AWS::Cognito::UserPool', '"UserMigration"', '"Other"'),
      'the end is gone': rewriting('AWS::Lambda::Function', '2027-06-30', 'never'),
    },
  },
]);
