import { createHash, timingSafeEqual } from 'node:crypto';
import type { InvitationCodeConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { notInvited } from '../../runtime/refusals';

/** Longer texts are no codes, and need no hash. */
const LONGEST_CODE = 256;

/** Refuses a sign-up without a code whose hash is listed; a wrong code and none get the same answer. */
export function invitationCode(
  { request }: TriggerEvents['PreSignUp'],
  config: InvitationCodeConfig,
  ports: Pick<Ports, 'read'>,
): void {
  const code = textIn(request.validationData, config.parameter) ?? textIn(request.clientMetadata, config.parameter);
  // Stryker disable next-line StringLiteral: without a code its hash decides nothing
  const text = code ?? '';
  const given = createHash('sha256').update(text).digest();
  // every hash is compared, and each to its end: the time tells nothing about the codes
  const matches = ports.read(config.hashes).filter((hash) => timingSafeEqual(Buffer.from(hash, 'hex'), given));
  if (code === undefined || matches.length === 0) throw notInvited();
}

function textIn(fields: object | null | undefined, name: string): string | undefined {
  const value: unknown = fields && Object.hasOwn(fields, name) ? fields[name as never] : undefined;
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_CODE ? value : undefined;
}
