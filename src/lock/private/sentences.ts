import { Difference } from './differences';
import { Entry, SectionName, Value } from './identity';

export const WRITE = 'npx cdk synth -c cognito-auth:lock=write';
export const OVERWRITE = 'npx cdk synth -c cognito-auth:lock=overwrite';

const MOVE =
  'add a second CognitoAuth beside this one and move the users with a user migration trigger or a CSV import';

/** Properties of the pool by the names of the props that set them. */
const PROPS: Record<string, string> = {
  AliasAttributes: 'AliasAttributes (signInAliases)',
  UsernameAttributes: 'UsernameAttributes (signInAliases)',
  CaseSensitive: 'CaseSensitive (signInCaseSensitive)',
};

/** What a part is called, what its users lose with it, and where `overrideLogicalId` is. */
const PARTS: Record<Exclude<SectionName, 'userPool' | 'schema'>, { name: string; loss: string; resource: string }> = {
  clients: {
    name: 'client',
    loss: 'apps know the client id of the old one, and could no longer sign anybody in',
    resource: 'the node.defaultChild (a CfnUserPoolClient) of what addClient returns',
  },
  domains: {
    name: 'domain',
    loss: 'CloudFormation makes the new one first, which Cognito refuses ("Domain already exists", or that the pool has one), and without one nobody can sign in there',
    resource: 'the node.defaultChild (a CfnUserPoolDomain) of what addDomain returns',
  },
  groups: {
    name: 'group',
    loss: 'its members, with their role, would be in no group',
    resource: 'the resource.node.defaultChild (a CfnUserPoolGroup) of what addGroup returns',
  },
  identityPools: {
    name: 'identity pool',
    loss: 'users would get new identity ids, and lose the folders and rows that are named by the old ones',
    resource: 'the identityPool of what addIdentityPool returns',
  },
  identityProviders: {
    name: 'identity provider',
    loss: 'its users would come back as strangers, because user names begin with the name of the provider',
    resource: 'the resource.node.defaultChild (a CfnUserPoolIdentityProvider) of what addIdentityProvider returns',
  },
  resourceServers: {
    name: 'resource server',
    loss: 'clients would lose its scopes',
    resource: 'the node.defaultChild (a CfnUserPoolResourceServer) of what addResourceServer returns',
  },
};

/** What would be new in the record, as part of a list. */
export function nameOf(difference: Difference): string {
  const { section, id, property } = difference;
  const of = property ? `${property} of ` : '';
  if (section === 'userPool') return `${of}the user pool`;
  return section === 'schema' ? `${of}the attribute '${id}'` : `${of}the ${PARTS[section].name} ${shownId(difference)}`;
}

/** The logical id of the pool is another one. */
export function newPool(was: string, now: string): string {
  return `the user pool has the logical id ${now}, and the deployed one ${was}: CloudFormation would make an empty pool, and leave all users in the old one. ${keep(was, 'auth.userPool.node.defaultChild (a CfnUserPool)')}; for a pool that shall be new, ${MOVE}.`;
}

export function fixedSetting({ property = '', before, now }: Difference): string {
  return `${PROPS[property]} of the user pool ${change(before, now)}, and Cognito fixes it when the pool is made, so that the deployment would fail. Put it back; for a pool with the new setting, ${MOVE}.`;
}

export function lostPasskeys({ before, now }: Difference): string {
  return `the relying-party id of passkeys ${change(before, now)}, and browsers offer a passkey for its own domain only, so that all would be lost. Pass passkeyRelyingPartyId: ${show(before)}; or keep both domains in use while users register new ones, and run ${OVERWRITE}.`;
}

export function changedAttribute({ id, property, before, now }: Difference): string {
  return `${property} of the attribute '${id}' ${change(before, now)}, and an attribute stays as it was made, so that the deployment would fail. Put it back, or add another attribute and copy the values.`;
}

export function removedAttribute({ id }: Difference): string {
  return `the attribute '${id}' is gone, and Cognito never removes one: the deployment would fail, or leave it there. Put it back, and stop using it.`;
}

export function lateStandardAttribute({ id }: Difference): string {
  return `the standard attribute '${id}' is new in the schema, and Cognito takes it when the pool is made only, so that the deployment would fail. Leave it out of standardAttributes: users have it all the same, optional and mutable.`;
}

export function unmadeAttribute({ id }: Difference): string {
  return `the template has no Schema, so that the attribute '${id}', which the record lacks, would not be made. In a deployed pool make it with aws cognito-idp add-custom-attributes, and run ${OVERWRITE}; for a new pool leave Schema in.`;
}

/** A part is not there any more; perhaps it has another logical id. */
export function goneAway(difference: Difference, successors: readonly Difference[]): string {
  const { section, id, entry } = difference;
  const { name, loss, resource } = partOf(section);
  if (successors.length === 0) {
    return `the ${name} ${shownId(difference)} is gone: ${loss}. ${drop(section)} Otherwise add it again with its old id${nameToPass(entry)}.`;
  }
  const shown = successors.some(({ entry: { path } }) => path === entry.path) ? ({ id: only }: Difference) => only : shownId; // prettier-ignore
  const now = successors.map(shown).join(', ');
  return `the ${name} ${shown(difference)} is gone, and new is ${now}: ${loss}. ${keep(id, resource)}${nameToPass(entry)}. ${accept(section)}`;
}

export function replaced(difference: Difference): string {
  const { section, property, before, now } = difference;
  const { name, loss } = partOf(section);
  return `${property} of the ${name} ${shownId(difference)} ${change(before, now)}, so that it is replaced: ${loss}. Put it back${nameToPass({ ...difference.entry, [property!]: before! })}. ${accept(section)}`;
}

function partOf(section: SectionName) {
  return PARTS[section as keyof typeof PARTS];
}

/** The path of the construct, as the code has it; the logical id of a record that has none. */
function shownId({ id, entry }: Difference): string {
  return typeof entry.path === 'string' ? entry.path : id;
}

function keep(id: string, resource: string): string {
  const [own, ...outer] = id.split('/').reverse();
  const nested = outer.map(
    (name) => `, and overrideLogicalId('${name}') on the nestedStackResource of its nested stack`,
  );
  return `Give the construct its old id back, or call overrideLogicalId('${own}') on ${resource}${nested.join('')}`;
}

/** A name that may have come from the id of the construct. */
function nameToPass({ GroupName, ProviderName, ProviderType }: Entry): string {
  if (typeof GroupName === 'string') return `, with groupName: '${GroupName}'`;
  const isNamed = typeof ProviderName === 'string' && ['OIDC', 'SAML'].includes(String(ProviderType));
  return isNamed ? `, with name: '${String(ProviderName)}'` : '';
}

function accept(section: SectionName): string {
  if (section !== 'domains') return `If nobody needs the old one, run ${OVERWRITE}.`;
  return `To change it, deploy once without the domain and once with the new one, each time after ${OVERWRITE}.`;
}

function drop(section: SectionName): string {
  const isStep = section === 'domains' ? ', also as a step to another domain' : '';
  return `If that is meant${isStep}, run ${OVERWRITE}.`;
}

function change(before?: Value, now?: Value): string {
  return `changes from ${show(before)} to ${show(now)}`;
}

function show(value?: Value): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).replace(/"/g, "'");
}
