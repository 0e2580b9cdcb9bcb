import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';

/** Every secure default, once, with its reason. The README's table lists them. */

/** An internal pool left open is the commonest finding; a public app says `selfSignUpEnabled: true`. */
export const SELF_SIGN_UP_ENABLED = false;

/** Cognito's own default for new pools; LITE and PLUS are a visible choice about money. */
export const FEATURE_PLAN = cognito.FeaturePlan.ESSENTIALS;

/** One address is one account, and nobody invents user names; it can never be changed (docs/decisions/0007). */
export const SIGN_IN_ALIASES: cognito.SignInAliases = { email: true };

/** Ann@example.com is ann@example.com; it can never be changed either. */
export const SIGN_IN_CASE_SENSITIVE = false;

/** What Prowler (14 characters), Security Hub (four classes, 7 days) and cdk-nag ask for. */
export const PASSWORD_POLICY = {
  minLength: 14,
  requireLowercase: true,
  requireUppercase: true,
  requireDigits: true,
  requireSymbols: true,
  tempPasswordValidity: Duration.days(7),
};

/** The most that Cognito remembers; needs the ESSENTIALS plan. */
export const PASSWORD_HISTORY_SIZE = 24;

/** Users are offered a second factor; REQUIRED locks out everybody who has not enrolled, so it is a choice. */
export const MFA = cognito.Mfa.OPTIONAL;

/** TOTP only: SMS costs money and is pumped. */
export const MFA_SECOND_FACTOR: cognito.MfaSecondFactor = { otp: true, sms: false };

/** A password, which Cognito always allows; one-time passwords and passkeys are asked for. */
export const FIRST_FACTORS = { password: true, emailOtp: false, smsOtp: false, passkey: false };

/** A security key that was found or stolen must not be enough. */
export const PASSKEY_USER_VERIFICATION = cognito.PasskeyUserVerification.REQUIRED;

/** The L2 starts with the phone, which can be ported away. */
export const ACCOUNT_RECOVERY = cognito.AccountRecovery.EMAIL_ONLY;

/** With the PLUS plan: bought protection that only counts would protect nobody. */
export const STANDARD_THREAT_PROTECTION_MODE = cognito.StandardThreatProtectionMode.FULL_FUNCTION;
export const CUSTOM_THREAT_PROTECTION_MODE = cognito.CustomThreatProtectionMode.FULL_FUNCTION;

/** A password from a breach belongs to everybody, at every step at which Cognito sees one. */
export const COMPROMISED_CREDENTIALS = { action: 'BLOCK', events: ['SIGN_IN', 'SIGN_UP', 'PASSWORD_CHANGE'] };

/**
 * A second factor tells a traveller from a thief: it is asked for, and at a medium risk whoever has none is kept out. Prowler
 * wants low risks blocked, too, which would lock people out with every new device.
 */
export const ACCOUNT_TAKEOVER_ACTIONS = { low: 'MFA_IF_CONFIGURED', medium: 'MFA_REQUIRED', high: 'BLOCK' };

/** Without MFA there is no second factor to ask for. */
export const ACCOUNT_TAKEOVER_ACTIONS_WITHOUT_MFA = { low: 'NO_ACTION', medium: 'BLOCK', high: 'BLOCK' };

/** Users are data: they outlive the stack. */
export const REMOVAL_POLICY = RemovalPolicy.RETAIN;

/** Short enough to be of little use when stolen, long enough not to be refreshed in every page. */
export const ACCESS_TOKEN_VALIDITY = Duration.minutes(60);
export const ID_TOKEN_VALIDITY = Duration.minutes(60);

/** A month between sign-ins, with rotation, so that a copied token is noticed. */
export const REFRESH_TOKEN_VALIDITY = Duration.days(30);

/** For answers lost on the way: a browser tab or a phone repeats the request with the old token. */
export const REFRESH_TOKEN_ROTATION_GRACE_PERIOD = Duration.seconds(10);

/** Nothing revokes the token of a machine; four in an hour cost little. */
export const MACHINE_ACCESS_TOKEN_VALIDITY = Duration.minutes(15);

/** Cognito wants one that no access token outlives; machines never get it. */
export const MACHINE_REFRESH_TOKEN_VALIDITY = Duration.days(1);

/** Cognito's shortest, for a password and a code. */
export const AUTH_SESSION_VALIDITY = Duration.minutes(3);

/** Enough for a profile; `aws.cognito.signin.user.admin` would let a stolen token change attributes. */
export const OAUTH_SCOPES = [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE];

/** What describes a person and grants nothing. The e-mail address is verified before a change counts. */
export const WRITABLE_ATTRIBUTES: cognito.StandardAttributesMask = {
  email: true,
  givenName: true,
  familyName: true,
  middleName: true,
  fullname: true,
  nickname: true,
  preferredUsername: true,
  profilePage: true,
  profilePicture: true,
  website: true,
  gender: true,
  birthdate: true,
  timezone: true,
  locale: true,
  address: true,
};

/** Users may see what is known about them: all standard attributes, and all custom ones (added by the client). */
export const READABLE_ATTRIBUTES: cognito.StandardAttributesMask = {
  ...WRITABLE_ATTRIBUTES,
  emailVerified: true,
  phoneNumber: true,
  phoneNumberVerified: true,
  lastUpdateTime: true,
};

/** Newest Node.js of Lambda, named: `LATEST` changes templates. As a string, so that older CDK versions serve too. */
export const TRIGGER_RUNTIME = new lambda.Runtime('nodejs24.x', lambda.RuntimeFamily.NODEJS);
export const TRIGGER_ARCHITECTURE = lambda.Architecture.ARM_64;

/** The knee of the curve of cold starts against price. */
export const TRIGGER_MEMORY_SIZE = 512;

/** Cognito gives up at 5 s; a function that ends itself before can still say why. */
export const TRIGGER_TIMEOUT = Duration.seconds(4);

/** Where the alarms of functions find their metrics. */
export const TRIGGER_METRIC_NAMESPACE = 'CognitoAuth';

/** Long enough for an investigation; the logs hold no personal data. */
export const TRIGGER_LOG_RETENTION = logs.RetentionDays.THREE_MONTHS;

/** TLS 1.3, and 1.2 for browsers that have no better: what Cognito recommends. It also knows 1.0, so the choice is written out. */
export const DOMAIN_SECURITY_POLICY = 'TLS_V1_2_2021';

/** Reserved for documentation (RFC 5737): Cognito wants the parent of a custom domain to resolve, not to answer. */
export const PARENT_RECORD_ADDRESS = '192.0.2.1';

/** Providers can refuse what others ask in the name of Cognito, and browsers carry nothing that they could read. */
export const SAML_SIGNED_REQUESTS = true;
export const SAML_ENCRYPTED_RESPONSES = true;

/** An assertion that nobody asked for can sign a browser in to an account of somebody else. */
export const SAML_IDP_INITIATED = false;

/** Needs a sign-out service at the provider: without one, nobody could sign out. */
export const SAML_IDP_SIGNOUT = false;

/** Under which name clients send an invitation code: what it is. */
export const INVITATION_PARAMETER = 'invitationCode';

/** Whoever owns a domain that is refused can make any number of sub-domains. */
export const DENY_SUBDOMAINS = true;

/** A list that others keep counts soon after a change, and few sign-ups wait for reading it. */
export const EMAIL_DOMAIN_LIST_CACHE = Duration.minutes(5);

/** What Cognito takes of an attribute; a longer one fails the sign-in. */
export const LONGEST_ATTRIBUTE = 2_048;

/** Names of attributes in rows about users, as people would choose them. */
export const CREATED_AT = 'createdAt';
export const LAST_SIGN_IN = 'lastSignInAt';
export const SIGN_IN_EXPIRES_AT = 'expiresAt';
export const SUSPENDED = 'suspended';
export const SUSPENDED_UNTIL = 'suspendedUntil';

/** More than people mistype, and far too few to guess a password: 14 characters of four classes. */
export const LOCKOUT_ATTEMPTS = 10;
export const LOCKOUT_WINDOW = Duration.minutes(15);

/** Short, because whoever knows a name can lock its owner out; longer for who goes on, and by the next day as at first. */
export const LOCKOUT_DURATION = Duration.minutes(1);
export const LOCKOUT_PROGRESSIVE = true;
export const LOCKOUT_MEMORY = Duration.days(1);

/** As many as Cognito's own codes for signing in: a hundred times as hard to guess as six. */
export const CODE_DIGITS = 8;

/** Time to find the mail; a code is short enough to be tried, so no longer. */
export const CODE_VALIDITY = Duration.minutes(5);

/** Three slips of the finger in one sign-in; and some more for who begins again, in all sign-ins with one code together. */
export const CODE_ATTEMPTS_IN_SESSION = 3;
export const CODE_ATTEMPTS = 5;

/** Nobody guesses a link, and a mail may be slow; whoever finds it open in a mailbox an hour later gets nowhere. */
export const LINK_VALIDITY = Duration.minutes(15);

/** Whoever knows an address can cause a mail: not more than one a minute. */
export const SIGN_IN_MAIL_COOL_DOWN = Duration.minutes(1);

/** Longer than sending takes, so that the time tells nothing about who exists; within the 3 s of a handler. */
export const SIGN_IN_MAIL_ANSWER_TIME = Duration.millis(1_500);

/** Custom sign-in waits for a person who looks into a mailbox: as long as Cognito lets it, so that no code dies before its time. */
export const CUSTOM_AUTH_SESSION_VALIDITY = Duration.minutes(15);

/** A client lets users in by password unless it says otherwise; by custom authentication only if it says so. */
export const USER_SRP_AUTH = true;
export const CUSTOM_AUTH = false;

/** More than a function may run, and less than Lambda waits before it tries again: one minute. */
export const SENDER_LEASE = Duration.seconds(10);

/** Lambda repeats an event for six hours at most. */
export const SENDER_MEMORY = Duration.days(1);

/** A sender that cannot read the code has nothing to send. */
export const SENDER_READS = true;

/** How soon a client that is new to a gate is behind it; deployments take longer. */
export const CLIENT_GATE_CACHE = Duration.minutes(1);
