import { MessageTemplate } from './message-template';
import { AuthConfigError } from '../private/errors';
import { sortedByName, templateTexts } from './private/template-texts';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `CustomMessage.templates`.
 */
export interface MessageTemplatesOptions {
  /**
   * The texts, by occasion and locale.
   */
  readonly templates: MessageTemplate[];

  /**
   * Values that templates name as `{{name}}`: the name of the product, an address of yours. They are escaped in HTML.
   *
   * @default - none
   */
  readonly brand?: { [name: string]: string };
}

const HANDLER = 'CustomMessage.templates';
const FILE_NAME = 'custom-message.json';

export function messageTemplates(options: MessageTemplatesOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where }: TriggerScope, { templates, brand = {} }: MessageTemplatesOptions): TriggerStep {
  if (templates.length === 0) {
    throw new AuthConfigError(where, `${HANDLER} has no templates. Pass at least one.`);
  }
  const texts = templateTexts(where, { handler: HANDLER, templates, brand });
  const occasions = Object.keys(texts).sort();
  const bySource = occasions.map((occasion) => [`CustomMessage_${occasion}`, sortedByName(texts[occasion])]);
  const sources = occasions.map((occasion) => `CustomMessage_${occasion}`);
  return {
    trigger: 'CustomMessage',
    phase: 'SHAPE',
    wire: { step: 'templates', key: 'texts', sources, config: { texts: { file: FILE_NAME } } },
    ports: [],
    poolActions: [],
    files: { [FILE_NAME]: JSON.stringify(Object.fromEntries(bySource)) },
  };
}
