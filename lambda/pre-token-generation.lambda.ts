import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { addScopes } from './steps/pre-token-generation/add-scopes';
import { claim } from './steps/pre-token-generation/claim';
import { claimsFromRow } from './steps/pre-token-generation/claims-from-row';
import { limitGroups } from './steps/pre-token-generation/limit-groups';
import { permissions } from './steps/pre-token-generation/permissions';
import { requireGroup } from './steps/pre-token-generation/require-group';
import { requireGroupForClients } from './steps/pre-token-generation/require-group-for-clients';
import { suppressClaims } from './steps/pre-token-generation/suppress-claims';
import { suppressScopes } from './steps/pre-token-generation/suppress-scopes';
import { suspendedUsers } from './steps/suspended-users';

export const handler = chain('PreTokenGeneration', {
  addScopes, claim, claimsFromRow, invoke, limitGroups, permissions,
  requireGroup, requireGroupForClients, suppressClaims, suppressScopes, suspendedUsers,
}); // prettier-ignore
