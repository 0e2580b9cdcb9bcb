import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { addToGroup } from './steps/post-confirmation/add-to-group';
import { profileRow } from './steps/post-confirmation/profile-row';
import { publishTo } from './steps/post-confirmation/publish-to';
import { sendTo } from './steps/post-confirmation/send-to';
import { toEventBridge } from './steps/to-event-bridge';

export const handler = chain('PostConfirmation', { addToGroup, invoke, profileRow, publishTo, sendTo, toEventBridge });
