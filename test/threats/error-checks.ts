import { all, type Check } from './checks';
import { stepsIn } from './function-steps';
import { allOf } from '../support/template';

/** What Cognito calls is the chain, from which no error comes but those that are meant for people. */
const onlyTheChainAnswers: Check = (template) => {
  const chains = stepsIn(template).map(({ functionId }) => functionId);
  return allOf(template, 'AWS::Cognito::UserPool').flatMap(([, { Properties }]) =>
    Object.entries<any>(Properties.LambdaConfig ?? {}).flatMap(([trigger, called]) => {
      const arn = called.LambdaArn ?? called;
      return chains.includes(arn['Fn::GetAtt']?.[0]) ? [] : [`${trigger} says whatever its function throws`];
    }),
  );
};

/** A sentence of the application's own stands in the template as people read it. */
const sentencesAreLiteral: Check = (template) =>
  stepsIn(template).flatMap(({ functionId, config }) =>
    /<.*>/.test(config.message ?? '') ? [`${functionId} says what only a deployment knows`] : [],
  );

const nobodyElseSpeaks: Check = (template) =>
  stepsIn(template).flatMap(({ functionId, step }) =>
    step === 'invoke' ? [`${functionId} relays what another function says`] : [],
  );

/** What people may be told in a pool whose owner asked for sentences and functions of their own. */
export const ownSentences = all(onlyTheChainAnswers, sentencesAreLiteral);
export const row38 = all(ownSentences, nobodyElseSpeaks);
