import { View } from '../model';
import { EVERYBODY_SIGNED_IN, NO_TAGS } from '../people';
import { World } from '../world';
import { attributes, NAMED, READ_SOME, UNRETURNED, WRITE_SOME } from './attributes';
import { NAMED_INDEX, OWN_ROWS, READ_ROWS, rows, WRITE_ROWS } from './rows';

/** The tables. */
export function rowViews({ arns }: World): View[] {
  return [
    rows(
      { arn: arns.notes, index: 'byDate', otherIndex: 'byTitle' },
      ({ identity }) => identity,
      '`UserRows.ownerOnly`, with one index',
      'Everybody who signed in has the rows whose partition key is their identity id, also through the index that is named.',
      [
        { who: [...EVERYBODY_SIGNED_IN, NO_TAGS], where: [OWN_ROWS], may: [...READ_ROWS, ...WRITE_ROWS] },
        { who: [...EVERYBODY_SIGNED_IN, NO_TAGS], where: [NAMED_INDEX], may: ['dynamodb:Query'] },
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
        { who: EVERYBODY_SIGNED_IN, where: NAMED, may: READ_SOME },
        { who: EVERYBODY_SIGNED_IN, where: UNRETURNED, may: WRITE_SOME },
      ],
    ),
  ];
}
