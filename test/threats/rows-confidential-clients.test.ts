import { SOUND, THREATS_TO_CONFIDENTIAL_CLIENTS } from './rows-confidential-clients';
import { notesTemplate } from '../support/auth';

const notes = notesTemplate();

test.each(SOUND)('row %i finds nothing in %s, from which its mutants are made', (row, _, change) => {
  const { check } = THREATS_TO_CONFIDENTIAL_CLIENTS.find((threat) => threat.row === row)!;
  expect(check(change(notes))).toEqual([]);
});
