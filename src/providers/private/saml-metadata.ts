import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { requireHttpsUrl } from './https-url';
import { AuthConfigError } from '../../private/errors';

/** Refuses metadata over which somebody else could speak for the provider, and what is no metadata at all. */
export function requireMetadata(
  where: IConstruct,
  metadata: cognito.UserPoolIdentityProviderSamlMetadata,
): cognito.UserPoolIdentityProviderSamlMetadata {
  const { metadataContent, metadataType } = metadata;
  if (metadataType === cognito.UserPoolIdentityProviderSamlMetadataType.URL) {
    requireHttpsUrl(where, 'metadata', metadataContent);
  } else if (!Token.isUnresolved(metadataContent)) {
    const fault = fileFault(metadataContent);
    if (fault) throw new AuthConfigError(where, `metadata is a text ${fault}.`);
  }
  return metadata;
}

function fileFault(text: string): string | undefined {
  if (!/<[\w:]*EntityDescriptor\b/.test(text)) {
    return 'without an EntityDescriptor. Pass the content of the file (readFileSync), or its address with url()';
  }
  if (!/<[\w:]*IDPSSODescriptor\b/.test(text)) {
    return 'that describes no identity provider (IDPSSODescriptor). Ask the provider for its own metadata';
  }
  if (!/<[\w:]*X509Certificate\b/.test(signingPart(text))) {
    return 'without a certificate, so that no assertion could be verified. Ask the provider for signed assertions';
  }
  if (/\bLocation\s*=\s*["']http:/i.test(text)) {
    return 'with an address that begins with http. Ask the provider for one with https';
  }
  return undefined;
}

/** What describes the provider itself (not the signature of the file, not another role), without keys that only encrypt. */
function signingPart(text: string): string {
  const plain = text.replace(/<!--[\s\S]*?-->/g, '');
  const [role = ''] = /<([\w:]*IDPSSODescriptor)\b[\s\S]*?<\/\1\s*>/.exec(plain) ?? [];
  return role.replace(/<([\w:]*KeyDescriptor)\b[^>]*\buse\s*=\s*["']encryption["'][\s\S]*?<\/\1\s*>/g, '');
}
