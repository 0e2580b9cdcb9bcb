import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { CaptchaProvider, CustomAuth } from 'cdk-cognito-auth';
import type { MailTexts } from '../../../src/contract/custom-auth';
import { type Build, deployedFunction } from '../../support/triggers';

const FROM = 'no-reply@example.com';
export const PAGES = ['https://app.example.com/sign-in', 'https://beta.example.com/sign-in?next=%2F'];

/** Every bundled method, as an app adds it. */
export const METHODS = {
  emailCode: (auth) => auth.addTrigger(CustomAuth.emailCode({ fromEmail: FROM, fromName: 'Notes' })),
  magicLink: (auth) => auth.addTrigger(CustomAuth.magicLink({ fromEmail: FROM, redirectUris: PAGES })),
  magicLinkWithCode: (auth) =>
    auth.addTrigger(CustomAuth.magicLink({ fromEmail: FROM, redirectUris: PAGES, codeDigits: 8 })),
  captcha: (auth, stack) => {
    const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Captcha', 'captcha');
    const provider = CaptchaProvider.turnstile('site-key');
    auth.addTrigger(CustomAuth.captcha({ provider, secret, hostnames: ['app.example.com'] }));
  },
} satisfies Record<string, Build>;
export type Method = keyof typeof METHODS;

const TRIGGERS = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'] as const;

export interface Configs {
  readonly define: any;
  readonly create: any;
  readonly verify: any;
}

/** What the template says to each trigger; the table is one of the test, and nobody waits. */
export function configsOf(build: Build, table = 'Secrets'): Configs {
  const [define, create, verify] = TRIGGERS.map((trigger) => {
    const { steps, read } = deployedFunction(trigger, build, {});
    const { config } = steps[0];
    const texts = config.texts?.file && { inline: JSON.parse(read(config.texts.file)) as Record<string, MailTexts> };
    return { ...config, ...(config.table && { table }), ...(texts && { texts }), ...(config.answerAfterMs && { answerAfterMs: 0 }) };
  });
  return { define, create, verify };
} // prettier-ignore
