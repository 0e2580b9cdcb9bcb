import { AppClient, ClaimValue, PreTokenGeneration } from 'cdk-cognito-auth';
import { functionIn } from '../../support/auth';
import { Exercise } from '../exercise';

const APPS = { scopes: ['notes/read'] };

/** Handlers of tokens. */
export const TOKENS: Readonly<Record<string, Exercise>> = {
  'PreTokenGeneration.addScopes': { handler: () => PreTokenGeneration.addScopes(APPS) },
  'PreTokenGeneration.claim': {
    handler: () => PreTokenGeneration.claim({ name: 'plan', value: ClaimValue.literal('free') }),
  },
  'PreTokenGeneration.claimsFromRow': { handler: () => PreTokenGeneration.claimsFromRow({ claims: { plan: 'plan' } }) },
  'PreTokenGeneration.invoke': { handler: (_, stack) => PreTokenGeneration.invoke(functionIn(stack)) },
  'PreTokenGeneration.limitGroups': {
    handler: (auth) => PreTokenGeneration.limitGroups({ groups: [auth.addGroup('Readers')] }),
  },
  'PreTokenGeneration.permissions': {
    handler: (auth) => {
      auth.addGroup('Readers');
      return PreTokenGeneration.permissions({ claim: 'permissions', byGroup: { Readers: ['notes:read'] } });
    },
  },
  'PreTokenGeneration.requireGroup': {
    handler: (auth) => PreTokenGeneration.requireGroup({ groups: [auth.addGroup('Readers')] }),
  },
  'PreTokenGeneration.requireGroupForClients': {
    handler: (auth) => {
      const clients = [auth.addClient('Office', AppClient.spa({ callbackUrls: ['https://office.example.com'] }))];
      return PreTokenGeneration.requireGroupForClients({ clients, groups: [auth.addGroup('Staff')] });
    },
  },
  'PreTokenGeneration.suppressClaims': {
    handler: () => PreTokenGeneration.suppressClaims({ claims: ['email'] }),
  },
  'PreTokenGeneration.suppressScopes': {
    handler: () => PreTokenGeneration.suppressScopes(APPS),
  },
  'PreTokenGeneration.suspendedUsers': { handler: () => PreTokenGeneration.suspendedUsers() },
};
