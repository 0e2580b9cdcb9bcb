import { answerAtOnce, EMAIL_CODE_MUTANTS, MAGIC_LINK_MUTANTS } from './passwordless-mutants';
import { testExamples } from './test-faults';
import { PASSWORDLESS_PARTS } from '../passwordless';

testExamples({
  example: 'passwordless',
  stack: 'Magazine',
  parts: [
    [PASSWORDLESS_PARTS.codes, EMAIL_CODE_MUTANTS],
    [PASSWORDLESS_PARTS.links, MAGIC_LINK_MUTANTS],
  ],
  hurry: answerAtOnce,
});
