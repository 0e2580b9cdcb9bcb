import { describeTrust, trustCases, wrongTrusts } from './trusts';
import { world } from './world';

const { template, roles, pools } = world();
const cases = trustCases(pools);
const wrong = wrongTrusts(template, roles, pools);

test.each([...new Set(cases.map(({ role }) => role))])(
  '%s: given to whom it is meant for, and to nobody else',
  (role) => {
    expect(wrong.filter((each) => each.role === role).map(describeTrust)).toEqual([]);
  },
);

test('every denial has a control: the role is given to somebody', () => {
  const given = new Set(cases.filter(({ isTrusted }) => isTrusted).map(({ role }) => role));
  expect(cases.filter(({ role }) => !given.has(role))).toEqual([]);
});
