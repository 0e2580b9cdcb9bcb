import { View } from '../model';
import { EVERYBODY_SIGNED_IN, GUEST_USER, MODERATORS, NO_CONTEXT, NO_TAGS, SLASH_TENANT } from '../people';
import { World } from '../world';
import { calls } from './calls';

const WITH_ROLE = [...EVERYBODY_SIGNED_IN, NO_TAGS, SLASH_TENANT, NO_CONTEXT];
const INVOKE = ['execute-api:Invoke'];
const CALL = ['appsync:GraphQL'];

/** Calls of APIs. */
export function callViews({ restApi, httpApi, arns }: World): View[] {
  const field = (type: string, name: string) => `${arns.graphql}/types/${type}/fields/${name}`;
  return [
    calls(
      'execute-api:Invoke',
      {
        'GET /notes': `${restApi}/prod/GET/notes`,
        'PUT /notes/{id}': `${restApi}/prod/PUT/notes/42`,
        'DELETE /notes/{id}': `${restApi}/prod/DELETE/notes/42`,
        'POST /notes': `${restApi}/prod/POST/notes`,
        'PUT /notes': `${restApi}/prod/PUT/notes`,
        'GET /': `${restApi}/prod/GET/`,
        'GET /notes-evil': `${restApi}/prod/GET/notes-evil`,
        'GET /notes, another stage': `${restApi}/dev/GET/notes`,
        'GET /notes, another API': `${restApi}-evil/prod/GET/notes`,
      },
      '`ApiCalls.ofRestApi`',
      'Everybody who signed in reads and changes notes; moderators delete them too.',
      [
        { who: WITH_ROLE, where: ['GET /notes', 'PUT /notes/{id}'], may: INVOKE },
        { who: MODERATORS, where: ['DELETE /notes/{id}'], may: INVOKE },
      ],
    ),
    calls(
      'execute-api:Invoke',
      {
        'GET /status': `${httpApi}/$default/GET/status`,
        'POST /status': `${httpApi}/$default/POST/status`,
        'GET /status/all': `${httpApi}/$default/GET/status/all`,
        'GET /status, another stage': `${httpApi}/dev/GET/status`,
      },
      '`ApiCalls.ofHttpApi`',
      'Granted to guests alone, and signed-in users are none.',
      [{ who: [GUEST_USER], where: ['GET /status'], may: INVOKE }],
    ),
    calls(
      'appsync:GraphQL',
      {
        'Query.notes': field('Query', 'notes'),
        'Mutation.addNote': field('Mutation', 'addNote'),
        'Mutation.removeNote': field('Mutation', 'removeNote'),
        'Mutation.notes': field('Mutation', 'notes'),
        'all of Query': `${arns.graphql}/types/Query`,
        'the whole API': arns.graphql,
      },
      '`GraphqlFields.of`',
      'Everybody who signed in reads and adds notes; moderators remove them too.',
      [
        { who: WITH_ROLE, where: ['Query.notes', 'Mutation.addNote'], may: CALL },
        { who: MODERATORS, where: ['Mutation.removeNote'], may: CALL },
      ],
    ),
  ];
}
