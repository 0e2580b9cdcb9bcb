import { demand, refusal } from '../expect-refusal';
import { Person } from '../people';
import { Step } from '../step';
import { Cast } from './cast';

const DENIED = /AccessDenied/;
export const privateOf = ({ identityId }: Person) => `private/${identityId}/cat.jpg`;
export const protectedOf = ({ identityId }: Person) => `protected/${identityId}/cat.jpg`;
export const PUBLISHED = 'public/cat.jpg';

/** Private photos, and those that followers see. */
export function photoSteps(cast: Cast): Step[] {
  const { anna, ben } = cast;
  return [
    {
      asks: 'anna signs up, and uploads a private and a protected photo',
      run: async () => {
        await cast.arrive(anna);
        const { photos } = cast.as(anna);
        await photos.write(privateOf(anna), 'private');
        await photos.write(protectedOf(anna), 'protected');
        demand((await photos.read(privateOf(anna))) === 'private', 'the photo came back changed');
        const listed = await photos.list(`private/${anna.identityId}/`);
        demand(listed.join() === privateOf(anna), `her folder lists [${listed.join()}]`);
        return `s3://…/${listed.join()}`;
      },
    },
    {
      asks: "ben signs up, and reads anna's protected photo",
      run: async () => {
        await cast.arrive(ben);
        const { photos } = cast.as(ben);
        demand((await photos.read(protectedOf(anna))) === 'protected', 'the photo came back changed');
        demand((await photos.list('protected/')).includes(protectedOf(anna)), 'it is not among the protected ones');
        return 'read, and found in the list';
      },
    },
    {
      asks: "ben reads anna's private photo, and lists her folder and all of them",
      run: async () => {
        const { photos } = cast.as(ben);
        await refusal(() => photos.list(`private/${anna.identityId}/`), DENIED);
        await refusal(() => photos.list('private/'), DENIED);
        await refusal(() => photos.list(), DENIED);
        return refusal(() => photos.read(privateOf(anna)), DENIED);
      },
    },
    {
      asks: "ben overwrites and deletes anna's protected photo, and uploads his own",
      run: async () => {
        const { photos } = cast.as(ben);
        await photos.write(protectedOf(ben), 'by ben');
        await photos.remove(protectedOf(ben));
        await refusal(() => photos.remove(protectedOf(anna)), DENIED);
        return refusal(() => photos.write(protectedOf(anna), 'by ben'), DENIED);
      },
    },
    {
      asks: 'ben writes into a folder whose name begins like his, and into none',
      run: async () => {
        const { photos } = cast.as(ben);
        await photos.write(privateOf(ben), 'by ben');
        await refusal(() => photos.write(`private/${ben.identityId}-2/cat.jpg`, 'by ben'), DENIED);
        await refusal(() => photos.write(`private/${ben.identityId}`, 'by ben'), DENIED);
        return refusal(() => photos.write('cat.jpg', 'by ben'), DENIED);
      },
    },
  ];
}

/** Captions: rows that name their owner. */
export function captionSteps(cast: Cast): Step[] {
  const { anna, ben } = cast;
  return [
    {
      asks: 'anna writes, changes, reads and finds her captions',
      run: async () => {
        const { captions } = cast.as(anna);
        const own = anna.identityId;
        await captions.put(own, 'cat', 'a cat');
        await captions.change(own, 'cat', 'my cat');
        demand((await captions.get(own, 'cat')) === 'my cat', 'the caption came back changed');
        await captions.batchPut([
          [own, 'dog'],
          [own, 'owl'],
        ]);
        demand((await captions.batchGet([[own, 'cat'], [own, 'dog']])) === 2, 'a batch does not find them'); // prettier-ignore
        await captions.remove(own, 'owl');
        const [byPhoto, byDate] = [await captions.query(own), await captions.query(own, 'byDate')];
        demand(byPhoto === 2 && byDate === 2, `${byPhoto} by photo, ${byDate} by date`);
        return `${byPhoto} captions, by photo and by date`;
      },
    },
    {
      asks: "ben reads, finds, changes and removes anna's captions",
      run: async () => {
        const { captions } = cast.as(ben);
        const hers = anna.identityId;
        await captions.put(ben.identityId, 'fox', 'a fox');
        await refusal(() => captions.query(hers), DENIED);
        await refusal(() => captions.query(hers, 'byDate'), DENIED);
        await refusal(() => captions.put(hers, 'fox', 'by ben'), DENIED);
        await refusal(() => captions.change(hers, 'cat', 'by ben'), DENIED);
        await refusal(() => captions.remove(hers, 'cat'), DENIED);
        return refusal(() => captions.get(hers, 'cat'), DENIED);
      },
    },
    {
      asks: "ben asks for his own caption and anna's in one batch",
      run: async () => {
        const { captions } = cast.as(ben);
        const [his, hers] = [[ben.identityId, 'fox'] as const, [anna.identityId, 'cat'] as const];
        demand((await captions.batchGet([his])) === 1, 'a batch does not find his own');
        await refusal(() => captions.batchPut([his, hers]), DENIED);
        return refusal(() => captions.batchGet([his, hers]), DENIED);
      },
    },
    {
      asks: 'ben scans all captions',
      run: async () => {
        demand((await cast.as(ben).captions.query(ben.identityId)) === 1, 'a query does not find his own');
        return refusal(() => cast.as(ben).captions.scan(), DENIED);
      },
    },
  ];
}
