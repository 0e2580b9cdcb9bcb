/** Where Cognito puts the code, or a link that confirms: `{####}`, `{##Confirm##}`. */
export const CODE = /\{##[^{}]*##\}/;

/** Where an invitation has the name to sign in with. */
export const USER_NAME = '{username}';
