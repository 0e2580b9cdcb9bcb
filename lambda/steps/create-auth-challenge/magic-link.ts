import { randomUUID } from 'node:crypto';
import {
  MAGIC_LINK,
  MAGIC_LINK_START,
  type MagicLinkConfig,
  REDIRECT_URI,
  SEND_LINK,
} from '../../../src/contract/custom-auth';
import type { TriggerEvents } from '../../runtime/events';
import { codeOf, unguessable } from '../../runtime/one-time-secrets';
import { linkNotValid } from '../../runtime/refusals';
import { mailSecret, type MailPorts } from '../../runtime/sign-in-mail';

/**
 * The first question of a session asks for the token of a link, and sends nothing: Cognito lets no trigger see what a client
 * says when it begins. Who has no link yet answers that it wants one; who came with one that is not valid is told so. A wrong
 * code is followed by the same question, and by no other mail.
 */
export async function magicLink(
  event: TriggerEvents['CreateAuthChallenge'],
  config: MagicLinkConfig,
  ports: MailPorts,
): Promise<void> {
  const { request, response, userName } = event;
  const { digits, redirectUris } = config;
  const { length: asked } = request.session ?? [];
  const about = asked === 0 ? MAGIC_LINK_START : MAGIC_LINK;
  response.challengeMetadata = about;
  response.publicChallengeParameters = { challenge: about, ...(asked > 0 && digits ? { digits: `${digits}` } : {}) };
  response.privateChallengeParameters = { about, id: randomUUID() };
  if (asked !== 1) return;
  const said: Readonly<Record<string, unknown>> = request.clientMetadata ?? {};
  if (said[SEND_LINK] !== 'true') throw linkNotValid();
  const page = redirectUris.find((uri) => uri === said[REDIRECT_URI]) ?? redirectUris[0]!;
  const token = unguessable();
  const code = digits ? { code: codeOf(digits) } : undefined;
  // a fragment stays in the browser: no server, log or referrer sees it
  const link = `${page}#${new URLSearchParams({ user: userName, token }).toString()}`;
  const values = { link, '####': code?.code ?? '' };
  await mailSecret(event, config, { step: 'magicLink', secrets: { token, ...code }, values }, ports);
}
