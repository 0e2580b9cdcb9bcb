import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { XMLParser } from 'fast-xml-parser';
import { AwsError, demand } from './aws-error';

// The relying party of SAML 2.0 (web browser SSO): a protocol, whatever service speaks it

export interface RelyingPartyFacts {
  /** What the provider publishes of itself. */
  readonly metadata: string;
  readonly entity: string;
  readonly callbackUrl: string;
  /** In PEM. */
  readonly privateKey: string;
  readonly signsRequests: boolean;
  readonly wantsEncryption: boolean;
}

function read(metadata: string) {
  const parser = new XMLParser({ ignoreAttributes: false, removeNSPrefix: true, attributeNamePrefix: '' });
  const { entityID, IDPSSODescriptor } = parser.parse(metadata).EntityDescriptor;
  const { KeyDescriptor, SingleSignOnService } = IDPSSODescriptor;
  const keys = [KeyDescriptor].flat().filter(({ use = 'signing' }) => use === 'signing');
  const isRedirect = ({ Binding }: any) => Binding.endsWith(':HTTP-Redirect');
  const entryPoint: string = [SingleSignOnService].flat().find(isRedirect)?.Location;
  demand(entryPoint, 'invalid_request', 'The metadata has no SingleSignOnService for HTTP-Redirect');
  return { idpIssuer: entityID, entryPoint, idpCert: keys.map(({ KeyInfo }) => KeyInfo.X509Data.X509Certificate) };
}

/** One sign-in at a provider: assertions must be signed, and to the request that this has made. */
export class SamlRelyingParty {
  private readonly saml: SAML;

  constructor(private readonly facts: RelyingPartyFacts) {
    const { metadata, entity, callbackUrl, privateKey, signsRequests, wantsEncryption } = facts;
    this.saml = new SAML({
      ...read(metadata),
      issuer: entity,
      audience: entity,
      callbackUrl,
      ...(signsRequests && { privateKey, signatureAlgorithm: 'sha256' as const }),
      ...(wantsEncryption && { decryptionPvk: privateKey }),
      identifierFormat: null,
      disableRequestedAuthnContext: true,
      validateInResponseTo: ValidateInResponseTo.always,
      wantAuthnResponseSigned: false,
    });
  }

  /** Where the browser goes to sign in. */
  request = (relayState: string): Promise<string> => this.saml.getAuthorizeUrlAsync(relayState, undefined, {});

  /** What the provider says of the person: the NameID as `sub`, and the attributes, each as a text. */
  async claims(SAMLResponse: string): Promise<Record<string, string>> {
    const isEncrypted = /<(\w+:)?EncryptedAssertion/.test(`${Buffer.from(SAMLResponse, 'base64')}`);
    const isFine = isEncrypted || !this.facts.wantsEncryption;
    demand(isFine, 'invalid_request', 'The SAML assertion is not encrypted');
    const refused = ({ message }: Error) => {
      throw new AwsError('invalid_request', `Invalid SAML response received: ${message}`);
    };
    const { profile } = await this.saml.validatePostResponseAsync({ SAMLResponse }).catch(refused);
    demand(profile?.nameID, 'invalid_request', 'The SAML response has no NameID');
    const attributes = Object.entries(profile.attributes as object);
    return Object.fromEntries([['sub', profile.nameID], ...attributes.map(([name, value]) => [name, String(value)])]);
  }
}
