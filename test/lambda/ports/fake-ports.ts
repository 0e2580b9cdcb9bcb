import type { Ports } from '../../../lambda/runtime/ports';

/** Ports that record what they are asked, and answer what the test says. */
export function fakePorts(answers: Partial<Ports> = {}) {
  const calls: unknown[][] = [];
  const ports: Ports = {
    addUserToGroup: async (membership) => {
      calls.push(['addUserToGroup', membership]);
      await answers.addUserToGroup?.(membership);
    },
    findAccounts: async (userPoolId, email) => {
      calls.push(['findAccounts', userPoolId, email]);
      return (await answers.findAccounts?.(userPoolId, email)) ?? [];
    },
    signOutEverywhere: async (user) => {
      calls.push(['signOutEverywhere', user]);
      await answers.signOutEverywhere?.(user);
    },
    linkUser: async (link) => {
      calls.push(['linkUser', link]);
      await answers.linkUser?.(link);
    },
    invokeFunction: async (functionArn, event) => {
      calls.push(['invokeFunction', functionArn, structuredClone(event)]);
      return (await answers.invokeFunction?.(functionArn, event)) ?? { failed: false, payload: '{"response":{}}' };
    },
    read: answers.read ?? ((content) => ('inline' in content ? content.inline : ([] as never))),
  };
  return { ports, calls };
}
