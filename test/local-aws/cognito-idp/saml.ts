import { generate } from 'selfsigned';
import { guarded, Operations } from '../kernel';
import type { Visit } from './managed-login';
import { Federation, Pool, refuse, UserPools } from './store';
import { SamlRelyingParty } from '../../support/saml-relying-party';

// @assumed one pair of keys of the pool for signed requests and for encrypted assertions
const certificateOf = (pool: Pool) => (pool.samlCertificate ??= generate([{ name: 'commonName', value: pool.id }]));

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-configuring-IdP-with-saml-2-0.html — urn:amazon:cognito:sp:POOL, /saml2/idpresponse, signed requests, assertions that are signed and, on request, encrypted; each answer once and for a request
export async function samlRequest({ pool, origin }: Visit, federation: Federation, state: string): Promise<string> {
  const { MetadataFile, MetadataURL, ...details } = federation.provider.ProviderDetails;
  const published = async () => (await fetch(pool.world.standIns[MetadataURL] ?? MetadataURL)).text();
  federation.party = new SamlRelyingParty({
    metadata: MetadataFile ?? (await published()),
    entity: `urn:amazon:cognito:sp:${pool.id}`,
    callbackUrl: `${origin}/saml2/idpresponse`,
    privateKey: (await certificateOf(pool)).private,
    signsRequests: Boolean(details.RequestSigningAlgorithm),
    wantsEncryption: String(details.EncryptedResponses) === 'true',
  });
  return federation.party.request(state);
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-signing-encryption.html — GetSigningCertificate, and ActiveEncryptionCertificate of DescribeIdentityProvider, for the administrator of the provider
export function samlOperations(pools: UserPools): Operations {
  const certificate = async (id: string) => (await certificateOf(pools.pool(id))).cert.replace(/-----.*-----|\s/g, '');
  return guarded('cognito-idp', ({ UserPoolId }) => pools.pool(UserPoolId).arn, {
    GetSigningCertificate: async ({ UserPoolId }) => ({ Certificate: await certificate(UserPoolId) }),
    async DescribeIdentityProvider({ UserPoolId, ProviderName }) {
      const known = pools.pool(UserPoolId).providers.get(ProviderName);
      const provider = known ?? refuse('ResourceNotFound', `Identity provider ${ProviderName} does not exist.`);
      const own = known.ProviderType === 'SAML' && { ActiveEncryptionCertificate: await certificate(UserPoolId) };
      const details = Object.entries({ ...provider.ProviderDetails, ...own }).map(([name, one]) => [name, String(one)]);
      return { IdentityProvider: { ...provider, ProviderDetails: Object.fromEntries(details) } };
    },
  });
}
