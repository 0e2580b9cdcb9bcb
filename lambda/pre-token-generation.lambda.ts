import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { addScopes } from './steps/pre-token-generation/add-scopes';
import { claim } from './steps/pre-token-generation/claim';
import { limitGroups } from './steps/pre-token-generation/limit-groups';
import { permissions } from './steps/pre-token-generation/permissions';
import { requireGroup } from './steps/pre-token-generation/require-group';
import { suppressClaims } from './steps/pre-token-generation/suppress-claims';
import { suppressScopes } from './steps/pre-token-generation/suppress-scopes';

export const handler = chain('PreTokenGeneration', {
  addScopes,
  claim,
  invoke,
  limitGroups,
  permissions,
  requireGroup,
  suppressClaims,
  suppressScopes,
});
