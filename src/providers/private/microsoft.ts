/** Where Microsoft serves the issuers of all tenants; each tenant is the first part of the path. */
const HOSTS = [
  ...['login.microsoftonline.com', 'login.microsoft.com', 'login.windows.net', 'sts.windows.net'],
  ...['login.microsoftonline.us', 'login.partner.microsoftonline.cn'],
];

/** The tenant in which Microsoft keeps all personal accounts. */
export const PERSONAL_ACCOUNTS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Behind these, anybody can make a tenant of their own and write any e-mail address into it; their issuer varies, too. */
const EVERYBODY = ['', 'common', 'organizations', 'consumers', PERSONAL_ACCOUNTS];

/** Whether Entra ID stands behind an issuer, also one whose tenant is not known yet. */
export function isMicrosoft(issuer: string): boolean {
  const host = parse(issuer)?.hostname.replace(/\.$/, '') ?? '';
  return HOSTS.includes(host);
}

/** @see https://learn.microsoft.com/en-us/entra/identity-platform/migrate-off-email-claim-authorization */
export function isMicrosoftForEverybody(issuer: string): boolean {
  if (!isMicrosoft(issuer)) return false;
  const [tenant = ''] = parse(issuer)!.pathname.split('/').filter(Boolean);
  return EVERYBODY.includes(decoded(tenant).toLowerCase());
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
