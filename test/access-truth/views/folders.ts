import { Context } from '../../support/iam';
import { throughS3 } from '../../support/intrinsics';
import { Keys, Person, Place, Rule, Space, Target, View } from '../model';

/** The bucket, and its key. */
interface Bucket {
  readonly arn: string;
  readonly keyArn: string;
}

interface Area {
  readonly bucket: Bucket;
  readonly prefix: string;
  /** What names the folder of somebody. */
  keyOf(keys: Keys): string;
}

export const READ = ['s3:GetObject', 'kms:Decrypt'];
export const LIST = ['s3:ListBucket'];
export const WRITE = [
  's3:PutObject',
  's3:DeleteObject',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
  'kms:GenerateDataKey',
];
const NEVER = ['s3:GetObjectVersion', 's3:PutObjectAcl', 's3:ListBucketVersions', 's3:GetBucketPolicy', 'kms:Encrypt'];
const ACTIONS = [...READ, ...LIST, ...WRITE, ...NEVER];

const OWN = 'own folder';
const OTHERS = "another's folder";
const BESIDE = 'beside the folders';
const FOLDER_NAMES = 'the names of all folders (prefix and delimiter)';
export const ANY_FOLDER = [OWN, 'deep in the own folder', 'a key with .. in the own folder', OTHERS];
export const OWN_FOLDER = ANY_FOLDER.slice(0, 3);
/** Under the prefix, and in nobody's folder. */
export const STRAY = [
  "the own folder's name, longer",
  "the own folder's name, no slash",
  'a folder without name',
  BESIDE,
  FOLDER_NAMES,
];

/** A folder per key under a prefix, with the names that have fooled policies. */
export function folders(area: Area, name: string, text: string, rules: readonly Rule[]): View {
  const { bucket, prefix, keyOf } = area;
  const own = ({ own: keys }: Person) => `${prefix}/${keyOf(keys)}`;
  const place = (placeName: string, keyIn: (person: Person) => string): Place => ({
    name: placeName,
    target: (action, person) => targetOf(bucket, action, keyIn(person)),
  });
  return {
    name,
    text,
    rules,
    actions: ACTIONS,
    places: [
      place(OWN, (person) => `${own(person)}/`),
      place('deep in the own folder', (person) => `${own(person)}/2026/ä b/photo.jpg`),
      place('a key with .. in the own folder', (person) => `${own(person)}/../x`),
      place(OTHERS, ({ other }) => `${prefix}/${keyOf(other)}/`),
      place("the own folder's name, longer", (person) => `${own(person)}-evil/`),
      place("the own folder's name, no slash", own),
      place('a folder without name', () => `${prefix}//`),
      place(BESIDE, () => `${prefix}/photo.jpg`),
      place('a prefix that begins alike', ({ own: keys }) => `${prefix}-evil/${keyOf(keys)}/photo.jpg`),
      place('the root', () => ''),
      listing(FOLDER_NAMES, bucket, { 's3:prefix': `${prefix}/`, 's3:delimiter': '/' }),
      listing('the names at the root (delimiter)', bucket, { 's3:prefix': '', 's3:delimiter': '/' }),
      listing('a list without a prefix', bucket, {}),
    ],
    space: spaceOf(area),
  };
}

function spaceOf({ bucket, prefix, keyOf }: Area): Space {
  return {
    name: bucket.arn,
    actions: ACTIONS,
    target: (action, key) => targetOf(bucket, action, key),
    placeOf: (key, { own, other }) => {
      if (key.startsWith(`${prefix}/${keyOf(own)}/`)) return OWN;
      if (key.startsWith(`${prefix}/${keyOf(other)}/`)) return OTHERS;
      return key.startsWith(`${prefix}/`) ? BESIDE : undefined;
    },
    pieces: ({ own, other }) => [
      prefix,
      `${prefix}/`,
      keyOf(own),
      keyOf(other),
      `${prefix}/${keyOf(own)}`,
      `${prefix}/${keyOf(own)}/`,
    ],
  };
}

/** What the call is about: an object, a listing with a prefix, or the key for one object. */
function targetOf({ arn, keyArn }: Bucket, action: string, key: string): Target {
  if (action.startsWith('s3:ListBucket')) return { resource: arn, context: { 's3:prefix': key } };
  if (action === 's3:GetBucketPolicy') return { resource: arn };
  const object = `${arn}/${key}`;
  return action.startsWith('kms:') ? { resource: keyArn, context: throughS3(object) } : { resource: object };
}

/** A listing alone; one that names no prefix is of the whole bucket. */
function listing(name: string, { arn }: Bucket, context: Context): Place {
  const isList = (action: string) => action.startsWith('s3:ListBucket');
  return { name, target: (action) => (isList(action) ? { resource: arn, context } : undefined) };
}
