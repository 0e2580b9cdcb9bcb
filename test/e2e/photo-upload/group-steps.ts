import { demand, refusal } from '../expect-refusal';
import { Step } from '../step';
import { Cast } from './cast';
import { privateOf, protectedOf, PUBLISHED } from './photo-steps';

const DENIED = /AccessDenied/;

/** What groups open, and what guests see. */
export function groupSteps(cast: Cast): Step[] {
  const { anna, ben, mona, max } = cast;
  return [
    {
      asks: "mona, a moderator, reads and lists anna's private photo, and keeps her own folder",
      run: async () => {
        await cast.arrive(mona, 'Moderators');
        const { photos, captions } = cast.as(mona);
        demand((await photos.read(privateOf(anna))) === 'private', 'the photo came back changed');
        demand((await photos.list('private/')).includes(privateOf(anna)), 'it is not among the private ones');
        await photos.write(privateOf(mona), 'by mona');
        await captions.put(mona.identityId, 'cat', 'mine');
        return 'read and listed, with the role of the moderators';
      },
    },
    {
      asks: "mona changes anna's photo, publishes one, and reads anna's captions",
      run: async () => {
        const { photos, captions } = cast.as(mona);
        await refusal(() => photos.write(privateOf(anna), 'by mona'), DENIED);
        await refusal(() => captions.get(anna.identityId, 'cat'), DENIED);
        return refusal(() => photos.write(PUBLISHED, 'by mona'), DENIED);
      },
    },
    {
      asks: 'max, a moderator and a curator, gets the role of lower precedence, and publishes',
      run: async () => {
        await cast.arrive(max, 'Moderators', 'Curators');
        const { photos } = cast.as(max);
        demand((await photos.read(privateOf(anna))) === 'private', 'he is no moderator');
        return refusal(() => photos.write(PUBLISHED, 'by max'), DENIED);
      },
    },
    {
      asks: 'max asks for the role of the curators, and publishes',
      run: async () => {
        const { all, preferred } = await cast.rolesOf(max);
        demand(all.length === 2, `the token has ${all.length} roles`);
        const { photos } = await cast.asMember(
          max,
          all.find((role) => role !== preferred)!,
        );
        await photos.write(PUBLISHED, 'by max');
        await photos.write(privateOf(max), 'by max');
        await refusal(() => photos.read(privateOf(anna)), DENIED);
        return 'published; as a curator he sees no private photos of others';
      },
    },
    {
      asks: 'mona and ben ask for the role of the curators',
      run: async () => {
        const { all, preferred } = await cast.rolesOf(max);
        const curators = all.find((role) => role !== preferred)!;
        await cast.asMember(mona, preferred);
        await refusal(() => cast.asMember(mona, curators), /NotAuthorizedException/);
        return refusal(() => cast.asMember(ben, curators), /NotAuthorizedException/);
      },
    },
    {
      asks: 'ben reads what was published, and publishes',
      run: async () => {
        const { photos } = cast.as(ben);
        demand((await photos.read(PUBLISHED)) === 'by max', 'the photo came back changed');
        return refusal(() => photos.write(PUBLISHED, 'by ben'), DENIED);
      },
    },
    {
      asks: 'a guest looks at what was published',
      run: async () => {
        const { photos } = await cast.asGuest();
        demand((await photos.read(PUBLISHED)) === 'by max', 'the photo came back changed');
        const listed = await photos.list('public/');
        demand(listed.includes(PUBLISHED), `the list is [${listed.join()}]`);
        return `s3://…/${listed.join()}`;
      },
    },
    {
      asks: 'a guest looks at protected and private photos and at captions, and publishes',
      run: async () => {
        const { photos, captions } = await cast.asGuest();
        await refusal(() => photos.read(protectedOf(anna)), DENIED);
        await refusal(() => photos.read(privateOf(anna)), DENIED);
        await refusal(() => photos.list('protected/'), DENIED);
        await refusal(() => photos.list(), DENIED);
        await refusal(() => captions.get(anna.identityId, 'cat'), DENIED);
        await refusal(() => captions.scan(), DENIED);
        return refusal(() => photos.write(PUBLISHED, 'by nobody'), DENIED);
      },
    },
  ];
}
