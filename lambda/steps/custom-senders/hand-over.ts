import {
  HAND_OVER_SOURCE,
  HAND_OVER_TYPE,
  HAND_OVER_VERSION,
  type HandOverConfig,
} from '../../../src/contract/senders';
import type { Ports } from '../../runtime/ports';
import { attributesOf, messageId, type SenderEvent } from '../../runtime/secret-message';

/** Hands a message over to a bus of EventBridge. The code travels as Cognito encrypted it: here nobody can read it. */
export async function handOver(event: SenderEvent, config: HandOverConfig, ports: Pick<Ports, 'events'>): Promise<void> {
  const { triggerSource, region, userPoolId, userName, callerContext, request } = event;
  const attributes = attributesOf(event);
  const named = config.attributes.filter((name) => Object.hasOwn(attributes, name));
  const detail = {
    version: HAND_OVER_VERSION,
    // the same for every delivery of this message
    id: messageId(event),
    triggerSource,
    region,
    userPoolId,
    userName,
    clientId: callerContext?.clientId,
    encryptedCode: request.code,
    attributes: Object.fromEntries(named.map((name) => [name, attributes[name]])),
  };
  await ports.events.putEvent({
    busArn: config.busArn,
    source: HAND_OVER_SOURCE,
    detailType: HAND_OVER_TYPE,
    detail: JSON.stringify(detail),
  });
} // prettier-ignore
