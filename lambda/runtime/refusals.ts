import { UserFacingError } from './errors';

/* Everything that a step of this library may say to a person who is refused; Cognito adds the full stop. One function each,
   so that the file of a step carries its own sentence only. */

export function emailNotAllowed(): UserFacingError {
  return UserFacingError.refusal('emailNotAllowed', 'Sign-up with this e-mail address is not allowed');
}

export function notInvited(): UserFacingError {
  return UserFacingError.refusal('notInvited', 'Sign-up needs a valid invitation code');
}

export function notMember(): UserFacingError {
  return UserFacingError.refusal('notMember', 'This account may not sign in here');
}

export function accountExists(): UserFacingError {
  return UserFacingError.refusal('accountExists', 'There is an account with this e-mail address. Sign in as you did before');
} // prettier-ignore

export function linkedNow(): UserFacingError {
  return UserFacingError.refusal('linkedNow', 'Your accounts are linked now. Please sign in again');
}

export function suspended(): UserFacingError {
  return UserFacingError.refusal('suspended', 'This account is suspended');
}

export function tooManyAttempts(): UserFacingError {
  return UserFacingError.refusal('tooManyAttempts', 'Too many attempts to sign in. Please try again later');
}

export function linkNotValid(): UserFacingError {
  return UserFacingError.refusal('linkNotValid', 'This link is not valid any more. Please ask for a new one');
}

/** Only the log tells it: nobody waits for an answer of a custom sender. */
export function numberRefused(): UserFacingError {
  return UserFacingError.refusal('numberRefused', 'This phone number gets no messages');
}
