import type { Relaxation } from '../../private/relaxations';

/** What gives up, of a pool that a record protects, the protection against deletion; escape hatches included. */
export function doomedPool({ DeletionPolicy, Properties }: Record<string, any>): Relaxation[] {
  const { DeletionProtection } = Properties;
  return [
    {
      isMade: DeletionPolicy === 'Delete',
      id: 'poolIsDestroyed',
      sentence:
        'identityLock protects the pool against changes, and removalPolicy DESTROY deletes it, with its users, when its stack or its construct goes. Leave removalPolicy out; a pool that may go needs no identityLock; or acknowledge the warning.',
    },
    {
      isMade: [undefined, 'INACTIVE'].includes(DeletionProtection),
      id: 'noDeletionProtection',
      sentence:
        'identityLock protects the pool against changes, and without deletion protection one call or a replacement deletes it, with its users. Leave deletionProtection out; a pool that may go needs no identityLock; or acknowledge the warning.',
    },
  ];
}
