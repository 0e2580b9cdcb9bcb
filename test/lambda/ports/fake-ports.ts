import type { AwsPorts, Ports } from '../../../lambda/runtime/ports';

/** What a test answers for some calls of some clients; all others answer `undefined`, or what most tests expect. */
export type Answers = { readonly [File in keyof AwsPorts]?: Partial<AwsPorts[File]> } & Partial<Pick<Ports, 'read'>>;

type Call = (...all: unknown[]) => Promise<unknown>;

const USUAL: Readonly<Record<string, unknown>> = {
  findAccounts: [],
  invokeFunction: { failed: false, payload: '{"response":{}}' },
};

/** Ports that record what they are asked, as `[call, ...arguments]`, and answer what the test says. */
export function fakePorts(answers: Answers = {}) {
  const calls: unknown[][] = [];
  const read: Ports['read'] = answers.read ?? ((content) => ('inline' in content ? content.inline : ([] as never)));
  const clientIn = (file: string) => {
    const own = (answers as Readonly<Record<string, Readonly<Record<string, Call>>>>)[file] ?? {};
    const get =
      (_: object, name: string) =>
      async (...all: unknown[]) => {
        calls.push([name, ...structuredClone(all)]);
        return own[name] ? own[name](...all) : USUAL[name];
      };
    return new Proxy({}, { get });
  };
  const get = (_: Ports, name: string) => (name === 'read' ? read : clientIn(name));
  return { ports: new Proxy({} as Ports, { get }), calls };
}
