import { BRANDING, DOMAIN, firstFactors, planOf, POOL, withPool } from './parts';
import { allOf } from '../support/template';
import { Check, about, all } from '../threats/checks';

export const v8 = all(
  withPool(DOMAIN, ({ ManagedLoginVersion }, pool) => ({
    'has managed login with LITE': planOf(pool) === 'LITE' && ManagedLoginVersion === 2,
  })),
  withPool(BRANDING, (_, pool) => ({ 'brands managed login with LITE': planOf(pool) === 'LITE' })),
);

export const v9 = about(DOMAIN, ({ Domain, CustomDomainConfig }) => ({
  'has a reserved word in its prefix': !CustomDomainConfig && /aws|amazon|cognito/i.test(`${Domain}`),
}));

/** Public suffixes stand for everybody below them; a browser refuses them as a relying party. */
const PUBLIC_SUFFIX =
  /^((?!localhost$)[a-z0-9-]+|(co|com|net|org|gov|ac)\.[a-z]{2}|(auth\.[a-z0-9-]+\.)?amazoncognito\.com)$/;

/** Passkeys are bound to the relying party; a browser on the custom domain accepts it or one of its parents. */
export const v15: Check = (template) =>
  allOf(template, POOL).flatMap(([id, { Properties: pool }]) => {
    const relyingParty = pool.WebAuthnRelyingPartyID;
    if (!firstFactors(pool).includes('WEB_AUTHN') || typeof relyingParty !== 'string') return [];
    const domains = allOf(template, DOMAIN)
      .map(([, { Properties }]) => Properties)
      .filter(({ CustomDomainConfig, UserPoolId }) => CustomDomainConfig && UserPoolId?.Ref === id)
      .map(({ Domain }) => Domain)
      .filter((domain) => typeof domain === 'string');
    const fits = (domain: string) => domain === relyingParty || domain.endsWith(`.${relyingParty}`);
    return PUBLIC_SUFFIX.test(relyingParty) || !domains.every(fits)
      ? [`${id} has passkeys of another domain than its own`]
      : [];
  });
