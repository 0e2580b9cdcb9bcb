import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** A way in that Cognito opens, and the trigger source by which a guard would see who comes. */
interface Door {
  readonly isOpen: boolean;
  readonly source: string;
  readonly warning: string;
  readonly sentence: string;
}

/**
 * Warns of ways in that no guard watches. Self sign-up says nothing about identity providers: whoever has an account there
 * can come in, unless PreSignUp refuses them.
 */
export function warnOfOpenDoors(
  where: Construct,
  selfSignUpEnabled: boolean,
  hasProviders: boolean,
  isGuarded: (source: string) => boolean,
): void {
  const doors: Door[] = [
    {
      isOpen: selfSignUpEnabled,
      source: 'PreSignUp_SignUp',
      warning: 'cdk-cognito-auth:openSignUp',
      sentence: 'anybody can sign up. Add a guard such as PreSignUp.allowEmailDomains(), or acknowledge the warning.',
    },
    {
      isOpen: hasProviders,
      source: 'PreSignUp_ExternalProvider',
      warning: 'cdk-cognito-auth:openFederatedSignUp',
      sentence: `anybody with an account at an identity provider of the pool can sign up, whatever selfSignUpEnabled says. Add a guard such as PreSignUp.allowEmailDomains(), with trust for providers that verify no address, or acknowledge the warning.`,
    },
  ];
  for (const { isOpen, source, warning, sentence } of doors) {
    if (isOpen && !isGuarded(source)) Annotations.of(where).addWarningV2(warning, sentence);
  }
}
