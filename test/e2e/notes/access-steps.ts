import { GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { demand, refusal } from '../expect-refusal';
import { Step } from '../step';
import { Cast } from './cast';

/** AWS credentials, and what they open: one's own folder; for editors everybody's, to read. */
export function accessSteps(cast: Cast): Step[] {
  const { alice, bob, erin, clients, outputs } = cast;
  return [
    {
      asks: 'alice writes, reads and lists her own note',
      run: async () => {
        await cast.write(alice);
        demand((await cast.read(alice)) === `by ${alice.email}`, 'the note came back changed');
        const listed = await cast.list(alice, `users/${alice.identityId}/`);
        demand(listed.length === 1, `her folder lists ${listed.length} notes`);
        return `s3://…/${listed[0]}`;
      },
    },
    {
      asks: "bob signs up, signs in, and reads alice's note",
      run: async () => {
        await bob.signUp();
        await bob.confirm();
        await cast.signIn(bob);
        await cast.write(bob);
        return refusal(() => cast.read(bob, cast.noteOf(alice)), /AccessDenied/);
      },
    },
    {
      asks: "bob writes alice's note",
      run: () => refusal(() => cast.write(bob, cast.noteOf(alice)), /AccessDenied/),
    },
    {
      asks: 'bob writes into a folder whose name begins like his',
      run: () => refusal(() => cast.write(bob, cast.at(`users/${bob.identityId}-2/note.txt`)), /AccessDenied/),
    },
    {
      asks: "bob lists alice's folder",
      run: () => refusal(() => cast.list(bob, `users/${alice.identityId}/`), /AccessDenied/),
    },
    {
      asks: 'bob lists all folders',
      run: () => refusal(() => cast.list(bob, 'users/'), /AccessDenied/),
    },
    {
      asks: 'bob lists the bucket',
      run: () => refusal(() => cast.list(bob), /AccessDenied/),
    },
    {
      asks: "erin, an editor, reads alice's note, and still writes her own",
      run: async () => {
        await erin.signUp();
        await erin.confirm();
        await erin.join('Editors');
        await cast.signIn(erin);
        demand((await cast.read(erin, cast.noteOf(alice))) === `by ${alice.email}`, 'the note came back changed');
        await cast.write(erin);
        return 'read and written, with the role of the editors';
      },
    },
    {
      asks: "erin writes alice's note",
      run: () => refusal(() => cast.write(erin, cast.noteOf(alice)), /AccessDenied/),
    },
    {
      asks: 'bob asks for the role of the editors',
      run: async () => {
        const { id } = await cast.claimsOf(erin);
        const role = String(id['cognito:preferred_role']);
        return refusal(() => bob.credentials(cast.tokensOf(bob), role), /NotAuthorizedException/);
      },
    },
    {
      asks: 'a stranger without a token asks for credentials',
      run: () =>
        refusal(async () => {
          const { IdentityId } = await clients.identities.send(
            new GetIdCommand({ IdentityPoolId: outputs.IdentityPoolId }),
          );
          await clients.identities.send(new GetCredentialsForIdentityCommand({ IdentityId }));
        }, /NotAuthorizedException/),
    },
  ];
}
