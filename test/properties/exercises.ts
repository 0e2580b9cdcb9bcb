import type { Stack } from 'aws-cdk-lib';
import { clients } from './exercises/clients';
import { classicLogin, exportedStyle, managedLogin } from './exercises/login';
import { messagesByEndUserMessaging, messagesBySns } from './exercises/messages';
import { pool, userNames } from './exercises/pool';
import { providers } from './exercises/providers';
import { senders } from './exercises/senders';
import { triggers } from './exercises/triggers';

/** Apps that use the API as widely as they can, so that every property it can set stands in some template. */
export const EXERCISES: Readonly<Record<string, (stack: Stack) => void>> = {
  pool,
  'user names': userNames,
  'messages by SNS': messagesBySns,
  'messages by End User Messaging': messagesByEndUserMessaging,
  clients,
  'managed login': managedLogin,
  'an exported style': exportedStyle,
  'classic login': classicLogin,
  providers,
  triggers,
  senders,
};
