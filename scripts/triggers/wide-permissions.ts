/** Permissions of functions that are wider than one resource or one action, each with why it cannot be narrower. */
export const WIDE_PERMISSIONS: Readonly<Record<string, string>> = {
  'CustomSmsSender.sns: sns:Publish on everything but arn:‹AWS::Partition›:sns:*:*:*':
    'a telephone number has no ARN, so that topics are what can be left out',
};
