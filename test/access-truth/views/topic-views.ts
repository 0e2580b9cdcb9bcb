import { View } from '../model';
import { EDITORS, EVERYBODY_SIGNED_IN, MODERATORS, NO_TAGS, SLASH_TENANT, TRAINEE } from '../people';
import { World } from '../world';
import { ciphertexts, DECRYPT, ENCRYPT, OWN_CONTEXT } from './ciphertexts';
import { OWN_DEVICE, OWN_TOPIC, PUBLISH, SUBSCRIBE, topics } from './topics';

const WITH_IDENTITY = [...EVERYBODY_SIGNED_IN, NO_TAGS, SLASH_TENANT];

/** Topics, and what is encrypted. */
export function topicViews({ iot, arns }: World): View[] {
  return [
    topics(
      { arn: iot, prefix: 'app/users', keyOf: ({ identity }) => identity },
      "`UserTopics.ownerOnly`, prefix 'app/users'",
      'Everybody who signed in publishes and subscribes under their identity id, and connects with it as client id.',
      [{ who: WITH_IDENTITY, where: [OWN_TOPIC, OWN_DEVICE], may: [...PUBLISH, ...SUBSCRIBE] }],
    ),
    topics(
      { arn: iot, prefix: 'tenants', keyOf: ({ tenant }) => tenant },
      "`UserTopics.ownerOnly` by tenant, prefix 'tenants'",
      'Granted to the group of editors alone, who subscribe to what concerns their tenant.',
      [{ who: EDITORS, where: [OWN_TOPIC, OWN_DEVICE], may: SUBSCRIBE }],
    ),
    ciphertexts(
      { arn: arns.userKey, otherArn: arns.filesKey, contextName: 'user', keyOf: ({ identity }) => identity },
      "`UserCiphertexts.ownerOnly`, context 'user'",
      'Everybody who signed in encrypts and decrypts with their identity id in the encryption context.',
      [
        { who: WITH_IDENTITY, where: [OWN_CONTEXT], may: [...ENCRYPT, ...DECRYPT] },
        { who: [TRAINEE], where: [OWN_CONTEXT], may: DECRYPT },
      ],
    ),
    ciphertexts(
      { arn: arns.userKey, otherArn: arns.filesKey, contextName: 'tenant', keyOf: ({ tenant }) => tenant },
      "`UserCiphertexts.ownerOnly` by tenant, context 'tenant'",
      'Granted to the group of moderators alone, who decrypt what their tenant encrypted.',
      [{ who: MODERATORS, where: [OWN_CONTEXT], may: DECRYPT }],
    ),
  ];
}
