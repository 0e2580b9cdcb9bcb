import { View } from '../model';
import { EVERYBODY_SIGNED_IN, NO_TAGS, SLASH_TENANT } from '../people';
import { World } from '../world';
import { attributes, NAMED, READ_SOME, UNRETURNED, WRITE_SOME } from './attributes';
import { NAMED_INDEX, OWN_ROWS, READ_ROWS, rows, WRITE_ROWS } from './rows';

const WITH_IDENTITY = [...EVERYBODY_SIGNED_IN, NO_TAGS, SLASH_TENANT];
/** The partition key is equal to the tenant, whatever stands in it. */
const WITH_TENANT = [...EVERYBODY_SIGNED_IN, SLASH_TENANT];

/** The tables. */
export function rowViews({ arns }: World): View[] {
  return [
    rows(
      { arn: arns.notes, index: 'byDate', otherIndex: 'byTitle' },
      ({ identity }) => identity,
      '`UserRows.ownerOnly`, with one index',
      'Everybody who signed in has the rows whose partition key is their identity id, also through the index that is named.',
      [
        { who: WITH_IDENTITY, where: [OWN_ROWS], may: [...READ_ROWS, ...WRITE_ROWS] },
        { who: WITH_IDENTITY, where: [NAMED_INDEX], may: ['dynamodb:Query'] },
      ],
    ),
    attributes(
      {
        arn: arns.profiles,
        readable: ['owner', 'id', 'name', 'plan'],
        writable: ['owner', 'id', 'name'],
        hidden: 'salary',
      },
      ({ tenant }) => tenant,
      '`UserRows.ownerOnly` by tenant, with attributes',
      'Everybody of a tenant reads some attributes of its rows, and updates fewer; calls name them one by one.',
      [
        { who: WITH_TENANT, where: NAMED, may: READ_SOME },
        { who: WITH_TENANT, where: UNRETURNED, may: WRITE_SOME },
      ],
    ),
  ];
}
