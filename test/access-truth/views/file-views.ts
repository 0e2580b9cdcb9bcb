import { View } from '../model';
import {
  EDITORS,
  EVERYBODY_SIGNED_IN,
  GUEST_USER,
  MODERATORS,
  NO_CONTEXT,
  NO_TAGS,
  SLASH_TENANT,
  TRAINEE,
} from '../people';
import { World } from '../world';
import { BUCKET_CONTEXT, bucketKey } from './bucket-key';
import { ANY_FOLDER, folders, LIST, OWN_FOLDER, READ, STRAY, WRITE } from './folders';

/** The identity is there also where the user pool has no claim for a tag. */
const WITH_IDENTITY = [...EVERYBODY_SIGNED_IN, NO_TAGS, SLASH_TENANT];
/** What is shared needs neither. */
const WITH_ROLE = [...WITH_IDENTITY, NO_CONTEXT, TRAINEE];
const READ_AND_LIST = [...READ, ...LIST];
const EVERYTHING = [...READ_AND_LIST, ...WRITE];
const WHOLE_PREFIX = [...ANY_FOLDER, ...STRAY];

/** The prefixes of the bucket. */
export function fileViews({ arns }: World): View[] {
  const bucket = { arn: arns.files, keyArn: arns.filesKey };
  return [
    folders(
      { bucket, prefix: 'users', keyOf: ({ identity }) => identity },
      "`UserPrefix.ownerOnly`, prefix 'users'",
      'Everybody who signed in has a folder of their own; moderators read all of them (`UserPrefix.shared`).',
      [
        { who: WITH_IDENTITY, where: OWN_FOLDER, may: EVERYTHING },
        { who: [TRAINEE], where: OWN_FOLDER, may: READ_AND_LIST },
        { who: MODERATORS, where: WHOLE_PREFIX, may: READ_AND_LIST },
      ],
    ),
    folders(
      { bucket, prefix: 'profiles', keyOf: ({ identity }) => identity },
      "`UserPrefix.ownerWrite`, prefix 'profiles'",
      'Everybody who signed in writes a folder of their own; they and guests read all of them.',
      [
        { who: WITH_IDENTITY, where: OWN_FOLDER, may: EVERYTHING },
        { who: [...WITH_ROLE, GUEST_USER], where: WHOLE_PREFIX, may: READ_AND_LIST },
      ],
    ),
    folders(
      { bucket, prefix: 'public/v1', keyOf: ({ identity }) => identity },
      "`UserPrefix.shared`, prefix 'public/v1'",
      'Guests and everybody who signed in read all of it; editors write all of it. There are no folders of users.',
      [
        { who: [...WITH_ROLE, GUEST_USER], where: WHOLE_PREFIX, may: READ_AND_LIST },
        { who: EDITORS, where: WHOLE_PREFIX, may: EVERYTHING },
      ],
    ),
    folders(
      { bucket, prefix: 'tenants', keyOf: ({ tenant }) => tenant },
      "`UserPrefix.ownerOnly` by tenant, prefix 'tenants'",
      'Everybody of a tenant shares a folder; the tenant is a principal tag, from a claim that users cannot write. One with a slash opens nothing.',
      [
        { who: EVERYBODY_SIGNED_IN, where: OWN_FOLDER, may: EVERYTHING },
        { who: [TRAINEE], where: OWN_FOLDER, may: READ_AND_LIST },
      ],
    ),
    folders(
      { bucket, prefix: 'drafts', keyOf: ({ sub }) => sub },
      "`UserPrefix.ownerOnly` by sub, prefix 'drafts'",
      'Granted to the group of editors alone, who read a folder that a backend fills: it knows the `sub` of the user pool.',
      [{ who: EDITORS, where: OWN_FOLDER, may: READ_AND_LIST }],
    ),
    bucketKey(bucket, arns.userKey, [
      { who: [...WITH_IDENTITY, TRAINEE, GUEST_USER], where: BUCKET_CONTEXT, may: ['kms:Decrypt'] },
      { who: WITH_IDENTITY, where: BUCKET_CONTEXT, may: ['kms:GenerateDataKey'] },
    ]),
  ];
}
