import { InboundFederation } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { row47 } from './move-checks';
import { rewriting } from './mutants';
import { prove } from './prove';
import { dropAttributes } from '../../lambda/steps/inbound-federation/drop-attributes';
import { keepAttributes } from '../../lambda/steps/inbound-federation/keep-attributes';
import { renameAttribute } from '../../lambda/steps/inbound-federation/rename-attribute';
import { eventOf } from '../lambda/events';
import { google } from '../support/auth';
import { withTriggers } from '../support/triggers';

const federating = withTriggers((auth) => {
  auth.addIdentityProvider('Google', google());
  auth.addTrigger(InboundFederation.renameAttribute({ attribute: 'mail', newName: 'email' }));
  auth.addTrigger(InboundFederation.dropAttributes({ attributes: ['groups'] }));
});

prove('threat 47, a pool that shapes what providers say', row47, [
  {
    name: 'new names that are mapped',
    template: federating,
    mutants: {
      'the mapping is another one': rewriting(
        'AWS::Cognito::UserPoolIdentityProvider',
        '"email":"email"',
        '"email":"e"',
      ),
      'a verdict is made': rewriting('AWS::Lambda::Function', '\\"to\\":\\"email\\"', '\\"to\\":\\"email_verified\\"'),
    },
  },
]);

describe('threat 47, what a handler answers', () => {
  type Handler = (event: any) => void;
  const claims = fc.dictionary(fc.constantFrom('sub', 'email', 'groups', 'role', 'name'), fc.string());

  /** The claims with which a handler leaves everything to Cognito, or keeps what it was told to drop. */
  function leakOf(handler: Handler, isKept: (name: string) => boolean) {
    const holds = fc.property(claims, (userInfo) => {
      const event = eventOf('InboundFederation_ExternalProvider');
      Object.assign(event.request, { attributes: { userInfo } });
      try {
        handler(event);
      } catch {
        return true;
      }
      const answered = Object.keys(event.response.userAttributesToMap as object);
      return answered.length > 0 && answered.every(isKept);
    });
    return fc.check(holds, { numRuns: 300 }).counterexample;
  }

  const isNoGroup = (name: string) => name !== 'groups';
  const isBasic = (name: string) => ['sub', 'email'].includes(name);

  test.each<[string, Handler, (name: string) => boolean]>([
    ['dropAttributes', (event) => dropAttributes(event, { attributes: ['groups'] }), isNoGroup],
    ['keepAttributes', (event) => keepAttributes(event, { attributes: ['email'] }), isBasic],
    ['renameAttribute', (event) => renameAttribute(event, { from: 'role', to: 'groups' }), () => true],
  ])('%s: all that counts, and never nothing', (_, handler, isKept) => {
    expect(leakOf(handler, isKept)).toBeNull();
  });

  test.each<[string, Handler]>([
    ['answers nothing', (event) => void (event.response = { userAttributesToMap: {} })],
    ['leaves the answer alone', () => undefined],
    [
      'answers nothing when it breaks',
      (event) => {
        try {
          dropAttributes(event, { attributes: ['sub', 'email', 'groups', 'name', 'role'] });
        } catch {
          event.response.userAttributesToMap = {};
        }
      },
    ],
    [
      'keeps all but what it knows',
      (event) => void (event.response.userAttributesToMap = { ...event.request.attributes.userInfo }),
    ],
  ])('a handler that %s is found', (_, handler) => {
    expect(leakOf(handler, isNoGroup)).not.toBeNull();
  });
});
