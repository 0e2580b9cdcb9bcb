import { SmsSender } from 'cdk-cognito-auth';
import { row05 } from './checks';
import { setting } from './mutants';
import { prove } from './prove';
import { authIn } from '../support/auth';
import { synth } from '../support/template';

const POOL = 'AWS::Cognito::UserPool';

prove('threat 5, aliases that were asked for', row05, [
  {
    name: 'a pool with user names',
    template: synth((stack) => {
      const signInAliases = { username: true, email: true, phone: true, preferredUsername: true };
      authIn(stack, { signInAliases, sms: SmsSender.sns() });
    }),
    mutants: {
      'no alias is verified': setting(POOL, { AutoVerifiedAttributes: undefined }),
      'the phone is not verified': setting(POOL, { AutoVerifiedAttributes: ['email'] }),
      'the mailbox is not verified': setting(POOL, { AutoVerifiedAttributes: ['phone_number'] }),
    },
  },
]);
