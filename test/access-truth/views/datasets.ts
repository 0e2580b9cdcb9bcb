import { Person, Place, Rule, View } from '../model';

export const READ_DATASETS = ['cognito-sync:ListDatasets', 'cognito-sync:DescribeDataset', 'cognito-sync:ListRecords'];
export const WRITE_DATASETS = ['cognito-sync:UpdateRecords', 'cognito-sync:DeleteDataset'];
export const SUBSCRIBE_DATASETS = ['cognito-sync:SubscribeToDataset', 'cognito-sync:UnsubscribeFromDataset'];
export const REGISTER_DEVICES = ['cognito-sync:RegisterDevice'];
const OTHERS = ['cognito-sync:SetDatasetConfiguration', 'cognito-sync:BulkPublish', 'cognito-sync:SetCognitoEvents'];
const ON_DATASETS = [...READ_DATASETS, ...WRITE_DATASETS, ...SUBSCRIBE_DATASETS, OTHERS[0]];
const ACTIONS = [...ON_DATASETS, ...REGISTER_DEVICES, ...OTHERS.slice(1)];

export const OWN_DATASET = 'own datasets';
export const OWN_IDENTITY = 'their own identity';

interface Area {
  /** Up to the kind of resource. */
  readonly arn: string;
  readonly poolId: string;
  /** Another identity pool of the stack. */
  readonly otherPoolId: string;
}

/** Datasets of Cognito Sync: each action asks for a dataset, an identity or the identity pool. */
export function datasets({ arn, poolId, otherPoolId }: Area, name: string, text: string, rules: readonly Rule[]): View {
  const resource = (path: string, pool = poolId) => ({ resource: `${arn}:identitypool/${pool}${path}` });
  const dataset = (placeName: string, identityOf: (person: Person) => string, pool?: string): Place => ({
    name: placeName,
    target: (action, person) =>
      ON_DATASETS.includes(action) ? resource(`/identity/${identityOf(person)}/dataset/profile`, pool) : undefined,
  });
  const identity = (placeName: string, identityOf: (person: Person) => string): Place => ({
    name: placeName,
    target: (action, person) =>
      REGISTER_DEVICES.includes(action) ? resource(`/identity/${identityOf(person)}`) : undefined,
  });
  return {
    name,
    text,
    rules,
    actions: ACTIONS,
    places: [
      dataset(OWN_DATASET, ({ own }) => own.identity),
      dataset("another's datasets", ({ other }) => other.identity),
      dataset('datasets of a longer identity', ({ own }) => `${own.identity}-evil`),
      dataset('datasets of the same identity in another pool', ({ own }) => own.identity, otherPoolId),
      identity(OWN_IDENTITY, ({ own }) => own.identity),
      identity("another's identity", ({ other }) => other.identity),
      {
        name: 'the identity pool',
        target: (action) => (OTHERS.slice(1).includes(action) ? resource('') : undefined),
      },
    ],
    space: {
      name: `${arn} datasets`,
      actions: ON_DATASETS,
      target: (_, key) => resource(`/identity/${key}`),
      placeOf: (key, { own }) => (key.startsWith(`${own.identity}/dataset/`) ? OWN_DATASET : undefined),
      pieces: ({ own, other }) => [
        ...[own.identity, other.identity, '/dataset/', `${own.identity}/dataset/`],
        ...[`${own.identity}/dataset/profile`, `${other.identity}/dataset/profile`],
      ],
    },
  };
}
