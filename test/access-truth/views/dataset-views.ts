import { View } from '../model';
import { EVERYBODY_SIGNED_IN, GUEST_USER, MODERATORS, NO_TAGS, SLASH_TENANT } from '../people';
import { World } from '../world';
import {
  datasets,
  OWN_DATASET,
  OWN_IDENTITY,
  READ_DATASETS,
  REGISTER_DEVICES,
  SUBSCRIBE_DATASETS,
  WRITE_DATASETS,
} from './datasets';

/** What Cognito Sync keeps. */
export function datasetViews({ cognitoSync, pools, regional }: World): View[] {
  return [
    datasets(
      { arn: cognitoSync, poolId: regional(pools.signedIn), otherPoolId: regional(pools.partners) },
      '`UserDatasets.ownerOnly` (legacy)',
      'Everybody who signed in reads and writes the datasets of their identity id; moderators are told of changes, and guests read.',
      [
        {
          who: [...EVERYBODY_SIGNED_IN, NO_TAGS, SLASH_TENANT],
          where: [OWN_DATASET],
          may: [...READ_DATASETS, ...WRITE_DATASETS],
        },
        { who: [GUEST_USER], where: [OWN_DATASET], may: READ_DATASETS },
        { who: MODERATORS, where: [OWN_DATASET], may: SUBSCRIBE_DATASETS },
        { who: MODERATORS, where: [OWN_IDENTITY], may: REGISTER_DEVICES },
      ],
    ),
  ];
}
