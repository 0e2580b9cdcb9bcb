import { IConstruct } from 'constructs';
import { MessageTexts } from '../../contract/steps';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';
import { MessageTemplate } from '../message-template';

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The values of the brand, and how they get into texts: at synth, so that nothing has to be escaped later. */
export class Brand {
  private readonly used = new Set<string>();

  constructor(
    private readonly where: IConstruct,
    private readonly values: { [name: string]: string },
  ) {
    Object.entries(values).forEach(([name, value]) => {
      const literal = requireLiteral(where, `the value '${name}' of the brand`, value);
      if (!/[{}]/.test(literal)) return;
      throw new AuthConfigError(where, `the value '${name}' of the brand has braces, which Cognito reads as a place for a code. Leave them out.`); // prettier-ignore
    });
  }

  fill(what: string, { emailSubject, emailHtml, sms }: MessageTemplate): MessageTexts {
    const plain = (text: string) => text;
    const html = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character]);
    return {
      emailSubject: this.replace(what, emailSubject, plain),
      emailMessage: this.replace(what, emailHtml, html),
      smsMessage: this.replace(what, sms, plain),
    };
  }

  /** A value that nobody names is a slip of the pen in a template, or left over. */
  requireUsed(): void {
    const idle = Object.keys(this.values).filter((name) => !this.used.has(name));
    if (idle.length === 0) return;
    throw new AuthConfigError(this.where, `the value '${idle[0]}' of the brand stands in no template. Leave it out.`);
  }

  private replace(what: string, text: string | undefined, escape: (value: string) => string): string | undefined {
    if (text === undefined) return undefined;
    return requireLiteral(this.where, `a text in ${what}`, text).replace(PLACEHOLDER, (_, name: string) => {
      if (!Object.keys(this.values).includes(name)) {
        throw new AuthConfigError(this.where, `${what} has {{${name}}}, which the brand lacks. Add it to brand.`);
      }
      this.used.add(name);
      return escape(this.values[name]);
    });
  }
}
